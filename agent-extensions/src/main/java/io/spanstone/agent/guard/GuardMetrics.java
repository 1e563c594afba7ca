package io.spanstone.agent.guard;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Arrays.asList;
import static java.util.Collections.unmodifiableList;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics of guards; {@code docs/reference/agent.md} lists them. Thread-safe. */
final class GuardMetrics {

  private static final AttributeKey<String> STATE = stringKey("circuit_breaker.state");
  private static final AttributeKey<String> FROM = stringKey("circuit_breaker.from");
  private static final AttributeKey<String> TO = stringKey("circuit_breaker.to");
  private static final AttributeKey<String> KIND = stringKey("guard.kind");

  private static final List<String> HYSTRIX_STATES =
      unmodifiableList(asList("closed", "open", "half_open"));
  private static final List<String> STATES =
      unmodifiableList(
          asList("closed", "open", "half_open", "disabled", "forced_open", "metrics_only"));

  /** In the order of the readings of a retry. */
  private static final List<String> RETRY_OUTCOMES =
      unmodifiableList(asList("success", "success_after_retry", "error", "error_after_retry"));

  private final GuardRegistry guards;
  private final Map<GuardKind, LongCounter> calls = new EnumMap<>(GuardKind.class);
  private final LongCounter transitions;
  private final Map<Attributes, Long> retries = new ConcurrentHashMap<>();

  GuardMetrics(GuardRegistry guards, Meter meter) {
    this.guards = guards;
    for (GuardKind kind : GuardKind.values()) {
      if (kind != GuardKind.RETRY) {
        calls.put(
            kind,
            meter
                .counterBuilder(kind.prefix + ".calls")
                .setUnit("{call}")
                .setDescription("Calls that came to a guard, by what became of them")
                .build());
      }
    }
    transitions =
        meter
            .counterBuilder("circuit_breaker.transitions")
            .setUnit("{transition}")
            .setDescription("Changes of a circuit breaker's state")
            .build();
    observe(meter);
  }

  void called(Guard guard, String outcome) {
    LongCounter counter = calls.get(guard.kind);
    if (counter != null) {
      counter.add(1, guard.attributes(outcome));
    }
  }

  void transition(Attributes transition) {
    transitions.add(1, transition);
  }

  static Attributes transition(Guard breaker, String from, String to) {
    return breaker.attributes().toBuilder().put(FROM, from).put(TO, to).build();
  }

  private void observe(Meter meter) {
    meter
        .gaugeBuilder("circuit_breaker.state")
        .ofLongs()
        .setDescription("1 for the state that a circuit breaker is in, 0 for the others")
        .buildWithCallback(
            state -> guards.forEach(GuardKind.CIRCUIT_BREAKER, breaker -> state(breaker, state)));
    gauge(meter, GuardKind.BULKHEAD, "bulkhead.available", "{call}", 0);
    gauge(meter, GuardKind.BULKHEAD, "bulkhead.limit", "{call}", 1);
    gauge(meter, GuardKind.RATE_LIMITER, "rate_limiter.available_permissions", "{permission}", 0);
    meter
        .counterBuilder("retry.calls")
        .setUnit("{call}")
        .setDescription("Calls that came to a guard, by what became of them")
        .buildWithCallback(this::retries);
    meter
        .counterBuilder("guard.names_over_limit")
        .setUnit("{guard}")
        .setDescription("Guards made under a name beyond the limit; they share the name _other")
        .buildWithCallback(
            count -> {
              for (GuardKind kind : GuardKind.values()) {
                if (guards.overLimit(kind) > 0) {
                  count.record(guards.overLimit(kind), Attributes.of(KIND, kind.prefix));
                }
              }
            });
  }

  private static void state(Guard breaker, ObservableLongMeasurement out) {
    Set<String> now = new HashSet<>();
    breaker.read(String.class, now::add);
    if (now.isEmpty() || breaker.name.equals(GuardRegistry.OTHER)) {
      return; // gone, or many that have no state in common
    }
    for (String state : breaker.library.equals("hystrix") ? HYSTRIX_STATES : STATES) {
      out.record(
          now.contains(state) ? 1 : 0, breaker.attributes().toBuilder().put(STATE, state).build());
    }
  }

  private void gauge(Meter meter, GuardKind kind, String name, String unit, int place) {
    meter
        .gaugeBuilder(name)
        .ofLongs()
        .setUnit(unit)
        .buildWithCallback(
            gauge ->
                guards.forEach(
                    kind,
                    guard -> {
                      long[] sum = {0, 0};
                      guard.read(
                          long[].class,
                          reading -> {
                            sum[0] += reading[place];
                            sum[1]++;
                          });
                      if (sum[1] > 0) {
                        gauge.record(sum[0], guard.attributes());
                      }
                    }));
  }

  /** The library counts them itself; ours stay when the library's object is gone. */
  private void retries(ObservableLongMeasurement count) {
    guards.forEach(
        GuardKind.RETRY,
        retry -> {
          long[] grown = retry.growth();
          for (int i = 0; grown != null && i < RETRY_OUTCOMES.size(); i++) {
            retries.merge(retry.attributes(RETRY_OUTCOMES.get(i)), grown[i], Long::sum);
          }
        });
    retries.forEach((attributes, calls) -> count.record(calls, attributes));
  }
}
