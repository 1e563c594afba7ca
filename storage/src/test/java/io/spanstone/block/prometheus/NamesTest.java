package io.spanstone.block.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.NumberDataPointView;
import io.spanstone.otlp.Slice;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables follow OpenTelemetry's compatibility specification and its examples. */
class NamesTest {
  private static final String VALID_NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String VALID_LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

  @ParameterizedTest
  @CsvSource({
    "http.server.request.duration, s,       HISTOGRAM,             false, http_server_request_duration_seconds",
    "span.duration,                s,       EXPONENTIAL_HISTOGRAM, false, span_duration_seconds",
    "jvm.memory.used,              By,      SUM,                   false, jvm_memory_used_bytes",
    "jvm.cpu.time,                 s,       SUM,                   true,  jvm_cpu_time_seconds_total",
    "jvm.cpu.recent_utilization,   1,       GAUGE,                 false, jvm_cpu_recent_utilization_ratio",
    "jvm.class.count,              {class}, SUM,                   false, jvm_class_count",
    "shop.orders,                  {order}, SUM,                   true,  shop_orders_total",
    "requests_total,               '',      SUM,                   true,  requests_total",
    "total.requests,               '',      SUM,                   true,  requests_total",
    "cache.hits,                   1,       SUM,                   true,  cache_hits_total",
    "system.network.io,            By/s,    GAUGE,                 false, system_network_io_bytes_per_second",
    "astro.light.speed,            m/s,     GAUGE,                 false, astro_light_speed_meters_per_second",
    "http.requests,                {r}/m,   GAUGE,                 false, http_requests_per_minute",
    "memory_bytes,                 By,      GAUGE,                 false, memory_bytes",
    "(lambda).function.executions(#), '',   GAUGE,                 false, lambda_function_executions",
    "system.network.dropped,       packets, GAUGE,                 false, system_network_dropped_packets",
    "disk.free,                    %,       GAUGE,                 false, disk_free_percent",
    "2xx.responses,                '',      SUM,                   true,  _2xx_responses_total",
    "go:rule,                      '',      GAUGE,                 false, go:rule",
    "weird,                        a  b/c!, GAUGE,                 false, weird_a_b_per_c",
    "延迟,                          ms,      GAUGE,                 false, milliseconds",
  })
  void metricNamesFollowTheSpecification(
      String name, String unit, MetricView.Type type, boolean monotonic, String expected) {
    assertThat(MetricName.of(name, unit, type, monotonic)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.route, http_route",
    "already_fit, already_fit",
    "two__underscores, two_underscores",
    "a..b, a_b",
    "_leading, _leading",
    "__name__, _name_",
    "2nd, key_2nd",
    "区域, _",
    "shop.区域, shop_",
  })
  void labelNamesFollowTheSpecification(String key, String expected) {
    assertThat(LabelName.of(key)).isEqualTo(expected);
  }

  @Property
  void namesAreAlwaysValid(@ForAll String text, @ForAll String unit, @ForAll boolean monotonic) {
    String name = MetricName.of(text, unit, MetricView.Type.SUM, monotonic);
    assertThat(name.isEmpty() || name.matches(VALID_NAME)).isTrue();
    String label = LabelName.of(text);
    assertThat(label.isEmpty() || label.matches(VALID_LABEL)).isTrue();
    assertThat(LabelName.of(label)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "0.005, 0.005",
    "1e10, 10000000000",
    "1e-7, 0.0000001",
    "0, 0",
    "-1.5, -1.5",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "NaN, NaN",
  })
  void numbersInLabelsAreShortest(double value, String expected) {
    assertThat(FloatText.of(value)).isEqualTo(expected);
  }

  @Test
  void aResourceNamesJobAndInstanceAndTheRestIsTargetInfo() {
    SourceLabels source =
        source(
            Map.of(
                "service.name", "cart",
                "service.namespace", "shop",
                "service.instance.id", "i-1",
                "host.name", "h"),
            "my.scope",
            "1.2");

    assertThat(source.common())
        .isEqualTo(
            Map.of(
                "job", "shop/cart",
                "instance", "i-1",
                "otel_scope_name", "my.scope",
                "otel_scope_version", "1.2"));
    assertThat(source.targetInfo())
        .isEqualTo(Map.of("job", "shop/cart", "instance", "i-1", "host_name", "h"));
    assertThat(source.isDerived()).isFalse();
  }

  @Test
  void thereIsNoTargetInfoWithoutIdentityOrWithoutAnythingToSay() {
    assertThat(source(Map.of("host.name", "h"), "", "").targetInfo()).isEmpty();
    assertThat(source(Map.of("service.name", "cart"), "", "").targetInfo()).isEmpty();
  }

  @Test
  void valuesOfCollidingKeysAreJoinedInTheOrderOfTheKeys() {
    assertThat(
            source(Map.of("service.name", "cart"), "", "")
                .labels(point(Map.of("a_b", "3", "a.b", "1", "a-b", "2", "job", "mine", "e", ""))))
        .isEqualTo(Map.of("a_b", "2;1;3", "job", "cart"));
  }

  @Test
  void derivedMetricsCarryTheServiceItself() {
    SourceLabels source =
        source(
            Map.of("service.name", "cart", "service.version", "7", "host.name", "h"),
            SourceLabels.DERIVED_SCOPE,
            "1");

    assertThat(source.labels(point(Map.of("span.name", "GET /"))))
        .isEqualTo(Map.of("service_name", "cart", "service_version", "7", "span_name", "GET /"));
    assertThat(source.targetInfo()).isEmpty();
    assertThat(source.isDerived()).isTrue();
  }

  @Test
  void remoteWrittenMetricsKeepTheirNamesAndLabels() {
    SourceLabels source = source(Map.of("service.name", "x"), SourceLabels.REMOTE_WRITE_SCOPE, "");
    Metric metric = Metric.newBuilder().setName("a.b__c").setUnit("s").build();

    assertThat(source.metricName(new MetricView().read(Slice.of(metric.toByteArray()))))
        .isEqualTo("a.b__c");
    assertThat(source.labels(point(Map.of("job", "node", "le", "5.0", "x__y", "z"))))
        .isEqualTo(Map.of("job", "node", "le", "5.0", "x__y", "z"));
    assertThat(source.targetInfo()).isEmpty();
  }

  @Property
  void entriesAreReadBack(@ForAll String name, @ForAll Map<String, String> labels)
      throws java.io.IOException {
    SeriesEntry entry =
        new SeriesEntry(
            SeriesEntry.Kind.HISTOGRAM,
            name,
            java.util.List.of("0.5", "1"),
            new java.util.TreeMap<>(labels));

    assertThat(SeriesEntry.parse(entry.text())).isEqualTo(entry);
  }

  private static SourceLabels source(
      Map<String, String> resource, String scope, String scopeVersion) {
    Resource.Builder message = Resource.newBuilder();
    resource.forEach((key, value) -> message.addAttributes(attribute(key, value)));
    InstrumentationScope scopeMessage =
        InstrumentationScope.newBuilder().setName(scope).setVersion(scopeVersion).build();
    return SourceLabels.of(
        Slice.of(message.build().toByteArray()), Slice.of(scopeMessage.toByteArray()));
  }

  private static io.spanstone.otlp.KeyValues point(Map<String, String> attributes) {
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder();
    attributes.forEach((key, value) -> point.addAttributes(attribute(key, value)));
    return new NumberDataPointView().read(Slice.of(point.build().toByteArray())).attributes();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
