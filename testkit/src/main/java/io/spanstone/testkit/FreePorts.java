package io.spanstone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Ports that nobody listens on, for programs that must be told theirs. They are not of those that
 * systems give to outgoing connections, one of which could take a port before the program does; and
 * no other JVM of tests on this machine gives any of them while this one lives: each has blocks of
 * its own, by locks on files.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int BLOCKS = 240;
  private static final int BLOCK = 50;
  private static final Path LOCKS =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "spanstone-test-ports-" + System.getProperty("user.name"));
  private static final Random RANDOM = new Random();
  private static final Map<Integer, FileLock> LOCKED = new HashMap<>();
  private static int next;
  private static int end;

  private FreePorts() {}

  public static int one() {
    return inARow(1);
  }

  /**
   * The first of so many, {@value #BLOCK} at most; no other call gives any of them.
   *
   * @throws IllegalStateException if there are none left
   */
  public static synchronized int inARow(int count) {
    if (count > BLOCK) {
      throw new IllegalArgumentException(count + " ports in a row; at most " + BLOCK);
    }
    while (true) {
      if (end - next < count) {
        next = FIRST + lockBlock() * BLOCK;
        end = next + BLOCK;
      }
      int base = next;
      if (areFree(base, count)) {
        next = base + count;
        return base;
      }
      next = base + 1;
    }
  }

  /** One that no living JVM has; it is this one's until it ends. */
  private static int lockBlock() {
    int begin = RANDOM.nextInt(BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      int block = (begin + i) % BLOCKS;
      if (!LOCKED.containsKey(block)) {
        FileLock lock = tryLock(LOCKS.resolve(Integer.toString(block)));
        if (lock != null) {
          LOCKED.put(block, lock);
          return block;
        }
      }
    }
    throw new IllegalStateException("no free ports: " + LOCKS + " says that all are taken");
  }

  private static @Nullable FileLock tryLock(Path file) {
    try {
      Files.createDirectories(LOCKS);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean areFree(int base, int count) {
    for (int port = base; port < base + count; port++) {
      try (ServerSocket socket = new ServerSocket(port)) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
