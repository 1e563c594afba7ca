package io.spanstone.storage.report;

import io.spanstone.otlp.Signal;
import java.time.Instant;
import java.util.Map;

/**
 * What one collector says of itself every few seconds.
 *
 * @param instance names the collector; the same for all its reports, unlike any other collector's
 * @param time when the counts were taken
 * @param signals the counts of each signal, each balanced in itself
 * @param journalBytes bytes of segments and manifests on disk
 * @param diskFreeBytes bytes free on the journal's file system
 * @param lagSeconds age of the oldest segment that is not confirmed by Elasticsearch; 0 if none
 */
public record CollectorReport(
    String instance,
    Instant time,
    Map<Signal, SignalCounts> signals,
    long journalBytes,
    long diskFreeBytes,
    double lagSeconds) {

  public CollectorReport {
    signals = Map.copyOf(signals);
  }
}
