package io.spanstone.benchmarks.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one subject did with the corpus.
 *
 * @param seconds from the first byte sent until all spans, or all that ever came, were queryable
 * @param cpuSeconds user and system time by process over the same span of time
 * @param compilerSeconds of that the JVM's compilers
 * @param bytes size on disk after a flush
 * @param mergedBytes size on disk after a merge to one segment
 */
record Measurement(
    long sent,
    long stored,
    double seconds,
    Map<String, Double> cpuSeconds,
    Map<String, Double> compilerSeconds,
    long bytes,
    long mergedBytes,
    Map<String, Object> remarks) {

  double spansPerCpuSecond() {
    return stored / sum(cpuSeconds);
  }

  /** As after days, when the compilers have nothing left to do. */
  double spansPerCpuSecondWithoutCompilers() {
    return stored / (sum(cpuSeconds) - sum(compilerSeconds));
  }

  /** Of one process; 0 if the subject has none of that name. */
  double cpuMicrosPerSpan(String process) {
    return cpuSeconds.getOrDefault(process, 0.0) * 1e6 / stored;
  }

  double mergedBytesPerSpan() {
    return (double) mergedBytes / stored;
  }

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("spansSent", sent);
    figures.put("spansStored", stored);
    figures.put("spansPerSecond", Math.round(stored / seconds));
    figures.put("spansPerCpuSecond", Math.round(spansPerCpuSecond()));
    figures.put("cpuMicrosPerSpan", microsPerSpan(cpuSeconds));
    figures.put("ofWhichCompilers", microsPerSpan(compilerSeconds));
    figures.put("bytesPerSpan", round((double) bytes / stored));
    figures.put("bytesPerSpanMerged", round(mergedBytesPerSpan()));
    figures.putAll(remarks);
    return figures;
  }

  private static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private Map<String, Object> microsPerSpan(Map<String, Double> seconds) {
    Map<String, Object> perProcess = new LinkedHashMap<>();
    seconds.forEach((process, value) -> perProcess.put(process, round(value * 1e6 / stored)));
    return perProcess;
  }

  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
