package io.spanstone.benchmarks.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/** User and system time of processes, in seconds. */
public final class CpuTime {
  private CpuTime() {}

  /** What each has used since it was started. */
  public static Map<String, Double> seconds(Map<String, ProcessHandle> processes) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    processes.forEach(
        (name, process) ->
            seconds.put(name, process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9));
    return seconds;
  }

  /** What each has used since {@code before}, added to {@code sum}. */
  public static void add(
      Map<String, ProcessHandle> processes, Map<String, Double> before, Map<String, Double> sum) {
    seconds(processes)
        .forEach(
            (name, after) -> sum.merge(name, after - before.getOrDefault(name, 0.0), Double::sum));
  }
}
