package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent in a service that keeps no trace at all. */
class CountsInServiceTest {
  @TempDir private Path directory;

  @Test
  void spansThatAreNotSampledAreCountedAndNotExported() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(
                directory,
                "-Dotel.traces.sampler=always_off",
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port())) {
      for (int i = 0; i < 25; i++) {
        service.ask();
      }
      HttpResponse<Void> called =
          service.get(
              "/greeting",
              Map.of(
                  "traceparent", "00-0af7651916cd43dd8448eb211c80319c-00000000000000bb-00",
                  "tracestate", "spanstone=00000000000000bb;shop/front"));
      assertThat(called.headers().firstValue("spanstone-service")).contains("sample");
      service.get("/relay?http://127.0.0.1:" + receiver.port() + "/nothing", Map.of());
      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();

      Map<String, Long> counts = new TreeMap<>();
      for (ExportMetricsServiceRequest request : receiver.metrics) {
        request.getResourceMetricsList().forEach(resource -> add(resource, counts));
      }
      assertThat(counts)
          .isEqualTo(
              Map.of(
                  "sample GET /greeting SERVER UNSET",
                  25L,
                  "sample GET /greeting SERVER UNSET caller.namespace=shop caller.service=front"
                      + " http.request.method=GET",
                  1L,
                  "sample GET /relay SERVER UNSET",
                  1L,
                  "sample GET CLIENT ERROR http.request.method=GET server.address=127.0.0.1",
                  1L,
                  "made in sample GET /relay CLIENT ERROR http.request.method=GET"
                      + " server.address=127.0.0.1",
                  1L));
      assertThat(receiver.traces).isEmpty();
    }
  }

  private static void add(ResourceMetrics resource, Map<String, Long> to) {
    String service = attributes(resource.getResource().getAttributesList()).get("service.name");
    for (ScopeMetrics scope : resource.getScopeMetricsList()) {
      if (scope.getScope().getName().equals("io.spanstone.agent.counts")) {
        for (Metric metric : scope.getMetricsList()) {
          assertThat(metric.getName()).isIn("span.duration", "call.duration");
          String made = metric.getName().equals("call.duration") ? "made in " : "";
          for (ExponentialHistogramDataPoint point :
              metric.getExponentialHistogram().getDataPointsList()) {
            to.merge(made + service + " " + group(point), point.getCount(), Long::sum);
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
