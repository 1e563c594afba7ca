package io.spanstone.collector.ledger;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.report.SignalCounts;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The ledger as {@code spanstone_records_*}. Micrometer reads its meters one by one; these are read
 * all at once, so the values of one scrape come from one snapshot and the identities can be checked
 * on them.
 */
public final class LedgerMetrics implements MultiCollector {
  private static final String PREFIX = "spanstone_records_";

  private static final List<Column> COUNTERS =
      List.of(
          new Column("received", "Arrived: rejected or journaled", SignalCounts::received),
          new Column("rejected", "Refused with an answer that says so", SignalCounts::rejected),
          new Column("journaled", "On disk before the answer", SignalCounts::journaled),
          new Column("recovered", "Found in the journal at start", SignalCounts::recovered),
          new Column("stored", "Confirmed by Elasticsearch as created", SignalCounts::stored),
          new Column("duplicate", "Confirmed as stored by an earlier try", SignalCounts::duplicate),
          new Column("dead_lettered", "Set aside on disk", SignalCounts::deadLettered));

  private static final List<Column> GAUGES =
      List.of(
          new Column("waiting", "In the journal, not yet taken up", SignalCounts::waiting),
          new Column("in_flight", "Being packed or shipped", SignalCounts::inFlight));

  private final Ledger ledger;

  private LedgerMetrics(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Adds the counts of {@code ledger} to what the registry exposes. */
  public static void register(Ledger ledger, PrometheusMeterRegistry meters) {
    meters.getPrometheusRegistry().register(new LedgerMetrics(ledger));
  }

  private record Column(String name, String help, ToLongFunction<SignalCounts> value) {
    double of(SignalCounts counts) {
      return (double) value.applyAsLong(counts);
    }
  }

  @Override
  public MetricSnapshots collect() {
    Map<Signal, SignalCounts> counts = ledger.snapshot();
    List<MetricSnapshot> snapshots =
        COUNTERS.stream().map(column -> counter(column, counts)).collect(Collectors.toList());
    GAUGES.forEach(column -> snapshots.add(gauge(column, counts)));
    return new MetricSnapshots(snapshots);
  }

  private static MetricSnapshot counter(Column column, Map<Signal, SignalCounts> counts) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(PREFIX + column.name()).help(column.help());
    counts.forEach(
        (signal, count) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of("signal", signal.id()))
                    .value(column.of(count))
                    .build()));
    return counter.build();
  }

  private static MetricSnapshot gauge(Column column, Map<Signal, SignalCounts> counts) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(PREFIX + column.name()).help(column.help());
    counts.forEach(
        (signal, count) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("signal", signal.id()))
                    .value(column.of(count))
                    .build()));
    return gauge.build();
  }
}
