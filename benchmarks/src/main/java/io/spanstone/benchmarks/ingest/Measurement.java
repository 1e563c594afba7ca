package io.spanstone.benchmarks.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one subject did with the corpus.
 *
 * @param seconds from the first byte sent until all spans, or all that ever came, were queryable
 * @param cpuSeconds user and system time by process over the same span of time
 * @param bytes size on disk after a flush
 * @param mergedBytes size on disk after a merge to one segment
 */
record Measurement(
    long sent,
    long stored,
    double seconds,
    Map<String, Double> cpuSeconds,
    long bytes,
    long mergedBytes,
    Map<String, Object> remarks) {

  double spansPerCpuSecond() {
    return stored / cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
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
    Map<String, Object> perProcess = new LinkedHashMap<>();
    cpuSeconds.keySet().forEach(name -> perProcess.put(name, round(cpuMicrosPerSpan(name))));
    figures.put("cpuMicrosPerSpan", perProcess);
    figures.put("bytesPerSpan", round((double) bytes / stored));
    figures.put("bytesPerSpanMerged", round(mergedBytesPerSpan()));
    figures.putAll(remarks);
    return figures;
  }

  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
