package io.spanstone.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.otlp.Signal;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Ledger ledger = new Ledger();

  @Test
  void exposesEveryCountOfEverySignal() {
    LedgerMetrics.register(ledger, meters);
    SignalLedger logs = ledger.of(Signal.LOGS);
    logs.reject(1);
    logs.journal(50);
    logs.recover(6);
    logs.ship(40);
    logs.stored(20);
    logs.duplicate(8);
    logs.deadLettered(2);

    assertThat(meters.scrape())
        .contains(
            "# TYPE spanstone_records_received_total counter",
            "# TYPE spanstone_records_waiting gauge",
            "spanstone_records_received_total{signal=\"logs\"} 51.0",
            "spanstone_records_rejected_total{signal=\"logs\"} 1.0",
            "spanstone_records_journaled_total{signal=\"logs\"} 50.0",
            "spanstone_records_recovered_total{signal=\"logs\"} 6.0",
            "spanstone_records_stored_total{signal=\"logs\"} 20.0",
            "spanstone_records_duplicate_total{signal=\"logs\"} 8.0",
            "spanstone_records_dead_lettered_total{signal=\"logs\"} 2.0",
            "spanstone_records_waiting{signal=\"logs\"} 16.0",
            "spanstone_records_in_flight{signal=\"logs\"} 10.0",
            "spanstone_records_received_total{signal=\"traces\"} 0.0",
            "spanstone_records_received_total{signal=\"metrics\"} 0.0");
  }
}
