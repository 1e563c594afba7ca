package io.spanstone.collector.receiver;

import static io.spanstone.otlp.Signal.METRICS;
import static io.spanstone.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Records that OTLP/HTTP refuses while it takes the rest of their request. */
class RefusedRecordsTest extends HttpReceiverTest {
  @Test
  void records_that_are_not_valid_are_told_as_partial_success() throws Exception {
    byte[] request = OtlpRequests.spans(7, 3).toByteArray();

    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(3);
    assertThat(response.getPartialSuccess().getErrorMessage())
        .isEqualTo("3 of 10 spans have no valid trace id and span id");
    assertThat(receivers.counts(TRACES)).isEqualTo(journaled(7, 3));
    assertThat(receivers.journaled(TRACES)).containsExactly(request);
  }

  @Test
  void partial_success_is_told_in_json_too() throws Exception {
    String json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"no ids"}]}]}]}
        """;
    HttpResponse<byte[]> answer = post("/v1/traces", JSON, json.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .asString()
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"1\","
                + "\"errorMessage\":\"1 of 1 spans have no valid trace id and span id\"}}");
  }

  @Test
  void data_points_of_absurd_times_are_refused_and_never_journaled() throws Exception {
    byte[] good = OtlpRequests.points("jvm.\"used\"", 1_780_000_000_000_000_000L).toByteArray();
    byte[] mixed =
        OtlpRequests.points("jvm.\"used\"", 1_780_000_000_000_000_000L, 0, 1_780_000_000_000L, -1)
            .toByteArray();

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed);

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(3);
    assertThat(partial.getErrorMessage())
        .startsWith("3 of 4 data points have a time_unix_nano that is not between 2026-05-02T")
        .endsWith("the first: none of metric \"jvm.\"used\"\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 3));
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"\\"","gauge":{"dataPoints":[
          {"timeUnixNano":"5","asInt":"1"}]}}]}]}]}
        """;
    assertThat(post("/v1/metrics", JSON, json.getBytes(UTF_8)).body())
        .asString()
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\"")
        .endsWith("the first: 5 of metric \\\"\\\"\\\"\"}}");
    assertThat(receivers.journaled(METRICS)).containsExactly(good);
  }

  @Test
  void counts_of_an_agent_that_make_no_sense_are_refused_and_the_rest_is_taken() throws Exception {
    MetricsData.Builder mixed =
        OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L).toBuilder();
    mixed
        .getResourceMetricsBuilder(0)
        .addScopeMetrics(
            OtlpRequests.points(
                    "span.duration", 1_780_000_000_000_000_000L, 1_780_000_000_000_000_000L)
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .toBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("io.spanstone.agent.counts")));

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed.build().toByteArray());

    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(2);
    assertThat(partial.getErrorMessage())
        .startsWith(
            "2 of 3 data points are refused: 2 are of the scope io.spanstone.agent.counts,"
                + " in which a metric is no exponential histogram of delta temporality")
        .endsWith("the first of metric \"span.duration\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 2));
    assertThat(receivers.meters.scrape())
        .contains("spanstone_receiver_refused_points_total{reason=\"counts\"} 2.0");
  }

  @Test
  void data_points_that_pretend_to_be_derived_are_refused_and_never_journaled() throws Exception {
    MetricsData good = OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L, 5);
    MetricsData forged = OtlpRequests.points("span.duration", 1_780_000_000_000_000_000L, 6, 7);
    ScopeMetrics derived =
        forged.getResourceMetrics(0).getScopeMetrics(0).toBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("io.spanstone.derive"))
            .build();
    MetricsData.Builder mixed = good.toBuilder();
    mixed.getResourceMetricsBuilder(0).addScopeMetrics(derived);

    HttpResponse<byte[]> answer = post("/v1/metrics", PROTOBUF, mixed.build().toByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(4);
    assertThat(partial.getErrorMessage())
        .startsWith(
            "4 of 5 data points are refused: 3 are of the scope io.spanstone.derive,"
                + " which only Spanstone itself may use, the first of metric \"span.duration\";"
                + " 1 data points have a time_unix_nano that is not between ")
        .endsWith("the first: 5 of metric \"jvm.used\"");
    assertThat(receivers.counts(METRICS)).isEqualTo(journaled(1, 4));
    assertThat(receivers.meters.scrape())
        .contains("spanstone_receiver_refused_points_total{reason=\"scope\"} 3.0")
        .contains("spanstone_receiver_refused_points_total{reason=\"time\"} 1.0");
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"scope":{"name":"io.spanstone.derive"},
          "metrics":[{"name":"edge.duration","sum":{"dataPoints":[
          {"timeUnixNano":"1780000000000000000","asInt":"1"}]}}]}]}]}
        """;
    assertThat(post("/v1/metrics", JSON, json.getBytes(UTF_8)).body())
        .asString()
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\"")
        .contains("the first of metric \\\"edge.duration\\\"");
    byte[] kept = OtlpRequests.points("jvm.used", 1_780_000_000_000_000_000L).toByteArray();
    assertThat(receivers.journaled(METRICS)).containsExactly(kept);
  }

  @Test
  void a_request_with_no_valid_record_is_not_journaled() throws Exception {
    HttpResponse<byte[]> answer =
        post("/v1/traces", PROTOBUF, OtlpRequests.spans(0, 5).toByteArray());

    assertThat(
            ExportTraceServiceResponse.parseFrom(answer.body())
                .getPartialSuccess()
                .getRejectedSpans())
        .isEqualTo(5);
    assertThat(receivers.counts(TRACES)).isEqualTo(journaled(0, 5));
    assertThat(receivers.journalBytes()).isZero();
  }
}
