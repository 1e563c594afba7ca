package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseDurationsTest {

  @Test
  void areLeftOutUnlessWanted() {
    assertThat(collected(Map.of())).containsExactly("http.client.request.duration");
    assertThat(collected(Map.of("spanstone.database-durations.enabled", "true")))
        .containsExactlyInAnyOrder("http.client.request.duration", "db.client.operation.duration");
  }

  private static List<String> collected(Map<String, String> settings) {
    Reader reader = new Reader();
    try (SdkMeterProvider meters =
        DatabaseDurations.leaveOut(
                SdkMeterProvider.builder(), DefaultConfigProperties.createFromMap(settings))
            .registerMetricReader(reader)
            .build()) {
      Meter meter = meters.get("test");
      meter.histogramBuilder("db.client.operation.duration").build().record(1);
      meter.histogramBuilder("http.client.request.duration").build().record(1);
      return reader.registration.collectAllMetrics().stream().map(MetricData::getName).toList();
    }
  }

  private static final class Reader implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    @Override
    public void register(CollectionRegistration provider) {
      registration = provider;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
