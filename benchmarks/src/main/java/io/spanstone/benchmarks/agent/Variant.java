package io.spanstone.benchmarks.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service runs with.
 *
 * @param name in the figures
 * @param options of its JVM, besides those that all have
 */
record Variant(String name, List<String> options) {
  private static final List<String> A_TENTH =
      List.of("-Dotel.traces.sampler=parentbased_traceidratio", "-Dotel.traces.sampler.arg=0.1");

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
            "-Dotel.exporter.otlp.endpoint=" + sink.url(),
            "-Dotel.exporter.otlp.protocol=http/protobuf"));
  }

  /** The same with a tenth of the traces. */
  Variant sampled() {
    List<String> all = new ArrayList<>(options);
    all.addAll(A_TENTH);
    return new Variant(name + "Sampled", all);
  }
}
