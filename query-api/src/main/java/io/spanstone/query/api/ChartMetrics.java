package io.spanstone.query.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.storage.red.DerivedBlocks;
import io.spanstone.storage.red.KnownSteps;

/** Tells what is remembered of charts, and of how much use it is. */
public final class ChartMetrics {
  private static final String STEPS = "spanstone.query.chart.steps";
  private static final String STEPS_ASKED =
      "Steps of charts that have calls, by whether they were known";
  private static final String BLOCKS = "spanstone.query.chart.blocks";
  private static final String BLOCKS_ASKED =
      "Blocks that steps which are not known are made of, by whether they had been read before";

  private ChartMetrics() {}

  /** Lets the registry ask. */
  public static void register(KnownSteps steps, DerivedBlocks blocks, MeterRegistry registry) {
    FunctionCounter.builder(STEPS, steps, KnownSteps::hits)
        .tag("known", "true")
        .description(STEPS_ASKED)
        .register(registry);
    FunctionCounter.builder(STEPS, steps, KnownSteps::misses)
        .tag("known", "false")
        .description(STEPS_ASKED)
        .register(registry);
    FunctionCounter.builder(STEPS + ".forgotten", steps, KnownSteps::evictions)
        .description("Steps of charts that were forgotten for want of room")
        .register(registry);
    Gauge.builder(STEPS + ".held", steps, KnownSteps::held)
        .description(
            "What remembered steps of charts weigh: 1 a group and a block; at most 200,000")
        .register(registry);
    FunctionCounter.builder(BLOCKS, blocks, DerivedBlocks::hits)
        .tag("known", "true")
        .description(BLOCKS_ASKED)
        .register(registry);
    FunctionCounter.builder(BLOCKS, blocks, DerivedBlocks::misses)
        .tag("known", "false")
        .description(BLOCKS_ASKED)
        .register(registry);
    FunctionCounter.builder(BLOCKS + ".forgotten", blocks, DerivedBlocks::evictions)
        .description("Blocks that were forgotten for want of room")
        .register(registry);
    Gauge.builder(BLOCKS + ".held", blocks, DerivedBlocks::held)
        .baseUnit("bytes")
        .description("What the remembered blocks take in memory; at most 32 MiB")
        .register(registry);
  }
}
