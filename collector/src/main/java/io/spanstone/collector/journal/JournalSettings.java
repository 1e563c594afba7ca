package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a journal behaves.
 *
 * @param directory holds one directory per signal, {@code quarantine} and the lock file; created if
 *     absent
 * @param quotaBytes the most that segments and manifests together may occupy before appends fail
 * @param minFreeDiskBytes appends fail while the disk has less free than this, so that manifests
 *     can still be written; 0 for no such limit
 * @param segmentBytes a segment is closed when it has reached this size
 * @param maxWaitingBytes the most bytes of one signal that may wait for the disk
 * @param tracesMaxAge a segment with an entry is closed this long after its creation
 * @param metricsMaxAge as {@code tracesMaxAge}, for metrics
 * @param logsMaxAge as {@code tracesMaxAge}, for logs
 */
public record JournalSettings(
    Path directory,
    long quotaBytes,
    long minFreeDiskBytes,
    long segmentBytes,
    long maxWaitingBytes,
    Duration tracesMaxAge,
    Duration metricsMaxAge,
    Duration logsMaxAge) {

  private static final long MIB = 1 << 20;

  public JournalSettings {
    requirePositive("quotaBytes", quotaBytes);
    requirePositive("segmentBytes", segmentBytes);
    requirePositive("maxWaitingBytes", maxWaitingBytes);
    if (minFreeDiskBytes < 0) {
      throw new IllegalArgumentException("minFreeDiskBytes is negative: " + minFreeDiskBytes);
    }
    requirePositive("tracesMaxAge", tracesMaxAge.toMillis());
    requirePositive("metricsMaxAge", metricsMaxAge.toMillis());
    requirePositive("logsMaxAge", logsMaxAge.toMillis());
  }

  /**
   * 2 GiB quota, 256 MiB kept free, segments of 1 s (metrics: 5 s) or 32 MiB, 64 MiB waiting for
   * the disk.
   */
  public static JournalSettings defaults(Path directory) {
    return new JournalSettings(
        directory,
        2048 * MIB,
        256 * MIB,
        32 * MIB,
        64 * MIB,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1));
  }

  public JournalSettings withQuotaBytes(long quotaBytes) {
    return new JournalSettings(
        directory,
        quotaBytes,
        minFreeDiskBytes,
        segmentBytes,
        maxWaitingBytes,
        tracesMaxAge,
        metricsMaxAge,
        logsMaxAge);
  }

  public JournalSettings withMinFreeDiskBytes(long minFreeDiskBytes) {
    return new JournalSettings(
        directory,
        quotaBytes,
        minFreeDiskBytes,
        segmentBytes,
        maxWaitingBytes,
        tracesMaxAge,
        metricsMaxAge,
        logsMaxAge);
  }

  public JournalSettings withSegmentBytes(long segmentBytes) {
    return new JournalSettings(
        directory,
        quotaBytes,
        minFreeDiskBytes,
        segmentBytes,
        maxWaitingBytes,
        tracesMaxAge,
        metricsMaxAge,
        logsMaxAge);
  }

  public JournalSettings withMaxWaitingBytes(long maxWaitingBytes) {
    return new JournalSettings(
        directory,
        quotaBytes,
        minFreeDiskBytes,
        segmentBytes,
        maxWaitingBytes,
        tracesMaxAge,
        metricsMaxAge,
        logsMaxAge);
  }

  /** The same age for all signals. */
  public JournalSettings withMaxAge(Duration maxAge) {
    return new JournalSettings(
        directory,
        quotaBytes,
        minFreeDiskBytes,
        segmentBytes,
        maxWaitingBytes,
        maxAge,
        maxAge,
        maxAge);
  }

  Duration maxAge(Signal signal) {
    return switch (signal) {
      case TRACES -> tracesMaxAge;
      case METRICS -> metricsMaxAge;
      case LOGS -> logsMaxAge;
    };
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is not positive: " + value);
    }
  }
}
