package io.spanstone.benchmarks.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service runs with.
 *
 * @param name in the figures, and of its endpoint
 * @param options of its JVM, besides those that all have
 */
record Variant(String name, List<String> options) {
  private static final List<String> A_TENTH =
      List.of("-Dotel.traces.sampler=parentbased_traceidratio", "-Dotel.traces.sampler.arg=0.1");

  /** What ours sends by default and upstream's does not, of that which this service has. */
  private static final List<String> OUR_DEFAULTS =
      List.of(
          "-Dotel.semconv-stability.opt-in=database,code",
          "-Dotel.javaagent.add-thread-details=false",
          "-Dotel.instrumentation.servlet.experimental.trace-id-request-attribute.enabled=false",
          "-Dotel.bsp.schedule.delay=1000",
          "-Dotel.blrp.schedule.delay=1000",
          "-Dotel.metric.export.interval=15000",
          "-Dotel.exporter.otlp.metrics.default.histogram.aggregation="
              + "base2_exponential_bucket_histogram",
          "-Dotel.instrumentation.logback-appender.experimental.mdc-attributes.included=*",
          "-Dotel.instrumentation.logback-appender.experimental.capture-code-attributes=true",
          "-Dotel.instrumentation.logback-appender.experimental.capture-marker-attribute=true",
          "-Dotel.instrumentation.logback-appender.experimental-log-attributes=true",
          "-Dotel.instrumentation.logback-appender.experimental.key-value-pair-attributes.included"
              + "=*");

  /** What makes ours send what upstream's does, of what this service has. */
  private static final List<String> UPSTREAMS_DEFAULTS =
      List.of(
          "-Dotel.semconv-stability.opt-in=http", // which is the default
          "-Dotel.bsp.schedule.delay=5000",
          "-Dotel.metric.export.interval=60000",
          "-Dotel.javaagent.add-thread-details=true",
          "-Dotel.instrumentation.servlet.experimental.trace-id-request-attribute.enabled=true",
          "-Dotel.exporter.otlp.metrics.default.histogram.aggregation=explicit_bucket_histogram",
          "-Dotel.instrumentation.logback-appender.experimental.mdc-attributes.included=",
          "-Dotel.instrumentation.logback-appender.experimental.capture-code-attributes=false",
          "-Dotel.instrumentation.logback-appender.experimental.capture-marker-attribute=false",
          "-Dotel.instrumentation.logback-appender.experimental-log-attributes=false",
          "-Dotel.instrumentation.logback-appender.experimental.key-value-pair-attributes.included=",
          "-Dspanstone.counts.operations.enabled=false");

  static Variant none() {
    return new Variant("none", List.of());
  }

  /** An agent with the defaults it comes with, that sends to the sink. */
  static Variant agent(String name, Path jar, TelemetrySink sink) {
    return new Variant(
        name,
        List.of(
            "-javaagent:" + jar,
            "-Dotel.service.name=shop",
            "-Dotel.exporter.otlp.endpoint=" + sink.url(name),
            "-Dotel.exporter.otlp.protocol=http/protobuf"));
  }

  /** Upstream's agent, asked for what ours sends without being asked. */
  static Variant askedForOurs(String name, Path jar, TelemetrySink sink) {
    return agent(name, jar, sink).with(OUR_DEFAULTS);
  }

  /** Ours, asked for what upstream's does without being asked. */
  static Variant askedForUpstreams(String name, Path jar, TelemetrySink sink) {
    return agent(name, jar, sink).with(UPSTREAMS_DEFAULTS);
  }

  /** With a tenth of the traces. */
  Variant sampled() {
    return with(A_TENTH);
  }

  private Variant with(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new Variant(name, all);
  }
}
