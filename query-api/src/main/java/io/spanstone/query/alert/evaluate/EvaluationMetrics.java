package io.spanstone.query.alert.evaluate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How evaluation goes. Thread-safe. */
final class EvaluationMetrics {
  private final Timer duration;
  private final Timer delay;
  private final Counter failed;
  private final Counter missed;
  private final Counter latePoints;
  private final Counter transitions;
  private final Counter broken;
  private final AtomicLong lanes = new AtomicLong();

  EvaluationMetrics(MeterRegistry registry) {
    duration =
        Timer.builder("spanstone.alerts.evaluation.duration")
            .description("Time to evaluate one rule")
            .register(registry);
    delay =
        Timer.builder("spanstone.alerts.evaluation.delay")
            .description("How much later than due rules were evaluated")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    failed = counter(registry, "spanstone.alerts.evaluation.failures", "Rules that could not be");
    missed = counter(registry, "spanstone.alerts.evaluation.missed", "Evaluations left out");
    latePoints =
        counter(
            registry,
            "spanstone.alerts.late.points",
            "Points that came after an evaluation that should have seen them");
    transitions = counter(registry, "spanstone.alerts.transitions", "Changes of states of alerts");
    broken =
        counter(
            registry,
            "spanstone.alerts.evaluation.interrupted",
            "Rounds begun anew since storage did not answer or another process evaluates");
    registry.gauge("spanstone.alerts.lanes", lanes);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void evaluated(Evaluated each, long late, Duration later) {
    duration.record(Duration.ofNanos(each.nanos()));
    delay.record(later);
    latePoints.increment((double) late);
    if (each.error() != null) {
      failed.increment();
    }
  }

  void missed(long evaluations) {
    missed.increment((double) evaluations);
  }

  void transitions(int count) {
    transitions.increment(count);
  }

  void interrupted() {
    broken.increment();
  }

  void holding(boolean gained) {
    lanes.addAndGet(gained ? 1 : -1);
  }
}
