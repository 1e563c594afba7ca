package io.spanstone.standalone;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.node.ElasticsearchNode;

/** The registry of the process, with what is to be told of its JVM. */
final class OwnMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  private OwnMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  static OwnMetrics start() {
    OwnMetrics metrics = new OwnMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    metrics.garbageCollection.bindTo(metrics.registry);
    new ClassLoaderMetrics().bindTo(metrics.registry);
    new JvmMemoryMetrics().bindTo(metrics.registry);
    new JvmThreadMetrics().bindTo(metrics.registry);
    new ProcessorMetrics().bindTo(metrics.registry);
    new FileDescriptorMetrics().bindTo(metrics.registry);
    new UptimeMetrics().bindTo(metrics.registry);
    return metrics;
  }

  static void register(ElasticsearchNode node, PrometheusMeterRegistry registry) {
    FunctionCounter.builder("spanstone.elasticsearch.restarts", node, ElasticsearchNode::restarts)
        .description("Times that the embedded Elasticsearch died and was started again")
        .register(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
