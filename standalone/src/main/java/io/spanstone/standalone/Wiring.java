package io.spanstone.standalone;

import io.spanstone.collector.CollectorSettings;
import io.spanstone.node.NodeSettings;
import io.spanstone.otlp.Signal;
import io.spanstone.query.QuerySettings;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.standalone.settings.Settings;
import io.spanstone.storage.cluster.StorageSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** From the user's settings to those of each part. */
record Wiring(Settings settings, Distribution distribution) {

  NodeSettings node() {
    return new NodeSettings(
        distribution.elasticsearch(),
        settings.data().resolve("elasticsearch"),
        settings.esPort(),
        settings.esHeap());
  }

  StorageSettings storage(List<URI> urls) {
    return new StorageSettings(
        urls,
        settings.esUsername(),
        settings.esPassword(),
        settings.esApiKey(),
        settings.esCa(),
        settings.indexPrefix(),
        settings.indexShards(),
        settings.indexReplicas(),
        settings.indexPeriod(),
        settings.retentionTraces(),
        settings.retentionLogs(),
        settings.retentionMetrics(),
        StorageSettings.Timeouts.DEFAULT,
        settings.diskMinFreeBytes());
  }

  CollectorSettings collector() {
    return new CollectorSettings(
        settings.data(),
        settings.bind(),
        settings.otlpGrpcPort(),
        settings.otlpHttpPort(),
        settings.journalQuotaBytes());
  }

  QuerySettings query() {
    return new QuerySettings(
            settings.bind(),
            settings.httpPort(),
            distribution.agentJar(),
            Map.of(
                Signal.TRACES, settings.retentionTraces(),
                Signal.LOGS, settings.retentionLogs(),
                Signal.METRICS, settings.retentionMetrics()),
            PromqlSettings.DEFAULT
                .withTimeout(settings.queryTimeout())
                .withMaxSamples(settings.queryMaxSamples())
                .withMaxSeries(settings.queryMaxSeries()),
            settings.queryConcurrency())
        .withPublicUrl(settings.publicUrl());
  }

  /**
   * How rules are evaluated.
   *
   * @param otlpHttpPort of the collector on this machine
   */
  AlertSettings alerts(int otlpHttpPort) {
    URI given = settings.collectorUrl();
    String bind = settings.bind();
    String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
    String local = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + otlpHttpPort;
    return AlertSettings.standard(query().promql())
        .withOffset(settings.alertsOffset())
        .withCollector(given == null ? URI.create(local) : given);
  }
}
