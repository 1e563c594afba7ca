package io.spanstone.query.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.storage.red.KnownSteps;

/** Tells what is remembered of charts, and of how much use it is. */
public final class ChartMetrics {
  private static final String STEPS = "spanstone.query.chart.steps";

  private ChartMetrics() {}

  /** Lets the registry ask. */
  public static void register(KnownSteps steps, MeterRegistry registry) {
    FunctionCounter.builder(STEPS, steps, KnownSteps::hits)
        .tag("known", "true")
        .description("Steps of charts that were made of roll-ups, by whether they had to be read")
        .register(registry);
    FunctionCounter.builder(STEPS, steps, KnownSteps::misses)
        .tag("known", "false")
        .description("Steps of charts that were made of roll-ups, by whether they had to be read")
        .register(registry);
    FunctionCounter.builder(STEPS + ".forgotten", steps, KnownSteps::evictions)
        .description("Steps of charts that were forgotten for want of room")
        .register(registry);
    Gauge.builder(STEPS + ".held", steps, KnownSteps::held)
        .description(
            "What remembered steps of charts weigh: 1 a group and a batch; at most 250,000")
        .register(registry);
  }
}
