package io.spanstone.collector.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of a few bytes in memory, where the machine lets us mount one. */
final class SmallDisk implements AutoCloseable {
  private final Path at;
  private final boolean mounted;

  private SmallDisk(Path at, boolean mounted) {
    this.at = at;
    this.mounted = mounted;
  }

  static SmallDisk mount(Path at, int bytes) throws IOException {
    return new SmallDisk(
        at, run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", at.toString()));
  }

  boolean isMounted() {
    return mounted;
  }

  @Override
  public void close() throws IOException {
    if (mounted && !run("umount", at.toString())) {
      throw new IOException("cannot unmount " + at);
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() == 0;
    } catch (IOException e) {
      System.err.println("cannot run " + command[0] + ": " + e.getMessage());
      return false;
    }
  }
}
