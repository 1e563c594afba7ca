package io.spanstone.agent;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;

/**
 * Leaves out the metric that upstream makes of calls to databases along with their stable
 * attributes. Spans have the same durations, of all calls, and the collector derives {@code
 * span.duration} and {@code edge.duration} of them.
 */
final class DatabaseDurations {

  private static final String METRIC = "db.client.operation.duration";

  /** Whether it is wanted all the same. */
  private static final String ENABLED = "spanstone.database-durations.enabled";

  private DatabaseDurations() {}

  static SdkMeterProviderBuilder leaveOut(SdkMeterProviderBuilder meters, ConfigProperties config) {
    return config.getBoolean(ENABLED, false)
        ? meters
        : meters.registerView(
            InstrumentSelector.builder().setName(METRIC).build(),
            View.builder().setAggregation(Aggregation.drop()).build());
  }
}
