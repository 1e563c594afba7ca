package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What agents counted of spans that they do not export, by what tells them apart. */
final class Counts {
  private final OtlpReceiver receiver;
  private final Map<String, Long> counts = new TreeMap<>();

  Counts(OtlpReceiver receiver) {
    this.receiver = receiver;
  }

  /** Waits until so many were counted in a group. */
  void await(String group, long count) throws InterruptedException {
    while (counts.getOrDefault(group, 0L) < count) {
      add(OtlpReceiver.next(receiver.metrics));
    }
  }

  /** All that has come, by service, name, kind, status and attributes. */
  Map<String, Long> all() {
    while (!receiver.metrics.isEmpty()) {
      add(receiver.metrics.remove());
    }
    return counts;
  }

  private void add(ExportMetricsServiceRequest request) {
    request.getResourceMetricsList().forEach(this::add);
  }

  private void add(ResourceMetrics resource) {
    String service = attributes(resource.getResource().getAttributesList()).get("service.name");
    for (ScopeMetrics scope : resource.getScopeMetricsList()) {
      if (scope.getScope().getName().equals("io.spanstone.agent.counts")) {
        for (Metric metric : scope.getMetricsList()) {
          assertThat(metric.getName()).isIn("span.duration", "call.duration");
          String made = metric.getName().equals("call.duration") ? "made in " : "";
          for (ExponentialHistogramDataPoint point :
              metric.getExponentialHistogram().getDataPointsList()) {
            counts.merge(made + service + " " + group(point), point.getCount(), Long::sum);
          }
        }
      }
    }
  }

  private static String group(ExponentialHistogramDataPoint point) {
    Map<String, String> attributes = attributes(point.getAttributesList());
    String name = attributes.remove("span.name");
    String kind = attributes.remove("span.kind").replace("SPAN_KIND_", "");
    String status = attributes.remove("status.code").replace("STATUS_CODE_", "");
    String rest =
        attributes.entrySet().stream()
            .map(each -> " " + each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining());
    return name + " " + kind + " " + status + rest;
  }

  private static Map<String, String> attributes(Iterable<KeyValue> list) {
    Map<String, String> attributes = new TreeMap<>();
    list.forEach(each -> attributes.put(each.getKey(), each.getValue().getStringValue()));
    return attributes;
  }
}
