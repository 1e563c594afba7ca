package io.spanstone.query.alert.preset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All ready rules. */
public final class Presets {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final String BY = "sum by (service_namespace, service_name) ";
  private static final String CALLS =
      "histogram_count(" + BY + "(increase(span_duration_seconds{SERVICE}[WINDOW])))";
  private static final String ERRORS =
      CALLS.replace("{SERVICE}", "{SERVICE, status_code=\"STATUS_CODE_ERROR\"}");

  private static final String POOL = "sum by (job, instance, db_client_connection_pool_name) ";

  private static final List<Preset> ALL =
      List.of(
          new Preset(
              "error-rate",
              "Too many calls fail",
              "HighErrorRate",
              "share of the calls, 0 to 1",
              0.05,
              FIVE_MINUTES,
              MINUTE,
              "critical",
              ERRORS + " / " + CALLS + " > THRESHOLD",
              "{{ $value | humanizePercentage }} of the calls of {{ $labels.service_name }} fail"),
          new Preset(
              "latency-p95",
              "Calls are slow: the 95th percentile",
              "HighLatency",
              "seconds",
              1,
              FIVE_MINUTES,
              MINUTE,
              "warning",
              "histogram_quantile(0.95, "
                  + BY
                  + "(increase(span_duration_seconds{SERVICE}[WINDOW]))) > THRESHOLD",
              "One call of 20 of {{ $labels.service_name }} takes {{ $value | humanizeDuration }} or"
                  + " longer"),
          new Preset(
              "throughput-drop",
              "Fewer calls than an hour before",
              "ThroughputDrop",
              "share of the calls an hour before, 0 to 1",
              0.5,
              Duration.ofMinutes(10),
              FIVE_MINUTES,
              "warning",
              CALLS + " / " + CALLS.replace("[WINDOW]", "[WINDOW] offset 1h") + " < THRESHOLD",
              "{{ $labels.service_name }} has {{ $value | humanizePercentage }} of the calls of an hour"
                  + " before"),
          new Preset(
              "no-data",
              "A service that was called is not any more",
              "NoCalls",
              "calls in the hour before",
              0,
              FIVE_MINUTES,
              MINUTE,
              "critical",
              CALLS.replace("[WINDOW]", "[1h] offset WINDOW")
                  + " > THRESHOLD unless "
                  + CALLS
                  + " > 0",
              "{{ $labels.service_name }} has had no calls for a while; it had {{ $value | humanize }} in"
                  + " the hour before"),
          new Preset(
              "instance-lost",
              "An instance sends nothing any more",
              "InstanceLost",
              "unused",
              0,
              FIVE_MINUTES,
              Duration.ZERO,
              "critical",
              "group by (job, instance) (last_over_time(target_info{JOB}[1h] offset WINDOW)) > THRESHOLD"
                  + " unless group by (job, instance) (last_over_time(target_info{JOB}[WINDOW]))",
              "{{ $labels.job }} {{ $labels.instance }} is lost"),
          new Preset(
              "breaker-open",
              "A circuit breaker is open",
              "CircuitBreakerOpen",
              "0: is it open",
              0,
              FIVE_MINUTES,
              Duration.ZERO,
              "warning",
              "max by (job, circuit_breaker_name, peer_service)"
                  + " (circuit_breaker_state{JOB, circuit_breaker_state=~\"open|forced_open\"}) > THRESHOLD",
              "The circuit breaker {{ $labels.circuit_breaker_name }} of {{ $labels.job }} is open"),
          new Preset(
              "queue-backlog",
              "Messages wait long in a queue: the 95th percentile",
              "QueueBacklog",
              "seconds",
              10,
              FIVE_MINUTES,
              MINUTE,
              "warning",
              "histogram_quantile(0.95, sum by (client, server)"
                  + " (increase(edge_queue_duration_seconds[WINDOW]))) > THRESHOLD",
              "Messages wait {{ $value | humanizeDuration }} in {{ $labels.client }} for"
                  + " {{ $labels.server }}"),
          new Preset(
              "jvm-heap",
              "The heap of a JVM is nearly full",
              "JvmHeapFull",
              "share of the limit, 0 to 1",
              0.9,
              FIVE_MINUTES,
              FIVE_MINUTES,
              "warning",
              "sum by (job, instance) (jvm_memory_used_bytes{JOB, jvm_memory_type=\"heap\"}) / sum by (job,"
                  + " instance) (jvm_memory_limit_bytes{JOB, jvm_memory_type=\"heap\"}) > THRESHOLD",
              "{{ $labels.job }} {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its"
                  + " heap"),
          new Preset(
              "pool-exhausted",
              "Nearly all connections of a database pool are in use",
              "ConnectionPoolExhausted",
              "share of the pool's limit, 0 to 1",
              0.9,
              FIVE_MINUTES,
              MINUTE,
              "warning",
              POOL
                  + "(avg_over_time(db_client_connection_count{JOB, db_client_connection_state=\"used\"}"
                  + "[WINDOW])) / "
                  + POOL
                  + "(db_client_connection_max{JOB}) > THRESHOLD",
              "{{ $labels.job }} {{ $labels.instance }} uses {{ $value | humanizePercentage }} of the"
                  + " connections of {{ $labels.db_client_connection_pool_name }}"),
          new Preset(
              "cpu-saturated",
              "A service uses nearly all of the CPU",
              "CpuSaturated",
              "share of all processors that the JVM may use, 0 to 1",
              0.9,
              FIVE_MINUTES,
              FIVE_MINUTES,
              "warning",
              "max by (job, instance) (avg_over_time(jvm_cpu_recent_utilization_ratio{JOB}[WINDOW])) >"
                  + " THRESHOLD",
              "{{ $labels.job }} {{ $labels.instance }} uses {{ $value | humanizePercentage }} of the"
                  + " CPU"));

  private Presets() {}

  public static List<Preset> all() {
    return ALL;
  }

  public static Optional<Preset> of(String id) {
    return ALL.stream().filter(preset -> preset.id().equals(id)).findFirst();
  }
}
