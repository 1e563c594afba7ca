package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of a process's CPU time its JVM's compilers took, in seconds: they have less and less to do.
 * As Linux tells it; 0 elsewhere.
 */
public final class CompilerTime {
  /** As Linux has shown it to programs for long, whatever the kernel counts in. */
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private CompilerTime() {}

  /** What it was in each process since it was started. */
  public static Map<String, Double> seconds(Map<String, ProcessHandle> processes)
      throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, ProcessHandle> process : processes.entrySet()) {
      seconds.put(process.getKey(), seconds(process.getValue()));
    }
    return seconds;
  }

  private static double seconds(ProcessHandle process) throws IOException {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(threads)) {
      return 0;
    }
    double seconds = 0;
    try (Stream<Path> each = Files.list(threads)) {
      for (Path thread : each.toList()) {
        seconds += isCompiler(thread) ? secondsOfThread(thread) : 0;
      }
    }
    return seconds;
  }

  private static boolean isCompiler(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*");
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  /** Before the closing bracket of its name there may be anything. */
  private static double secondsOfThread(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
    return ticks / TICKS_A_SECOND;
  }
}
