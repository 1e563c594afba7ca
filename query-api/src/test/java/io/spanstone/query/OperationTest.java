package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.SignalCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an operator asks: health, readiness, status, metrics. */
class OperationTest {
  private static final SignalCounts SOME = new SignalCounts(11, 1, 10, 2, 5, 1, 1, 3, 2);
  private static final SignalCounts MORE = new SignalCounts(100, 0, 100, 0, 60, 0, 0, 40, 0);

  @Test
  void theProcessIsAliveWithoutElasticsearchButNotReady() {
    try (TestServer server = TestServer.alone()) {
      assertThat(server.get("/healthz").status()).isEqualTo(200);

      Answer ready = server.get("/readyz");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.json().get("ready").booleanValue()).isFalse();
      assertThat(ready.json().get("checks").get(0).get("name").textValue()).isEqualTo("storage");
      assertThat(ready.json().at("/checks/0/detail").textValue()).contains("Elasticsearch");
    }
  }

  @Test
  void readinessListsEveryCheckAndWhyItFailed() {
    AtomicBoolean listening = new AtomicBoolean();
    ReadinessCheck listener = new ReadinessCheck("otlp-grpc", listening::get);
    ReadinessCheck broken =
        new ReadinessCheck(
            "otlp-http",
            () -> {
              throw new IllegalStateException("port closed");
            });
    try (TestServer server = new TestServer.Setup().check(listener).check(broken).start()) {
      listening.set(true);
      JsonNode checks = server.get("/readyz").json().get("checks");

      assertThat(checks)
          .extracting(check -> check.get("name").textValue())
          .containsExactly("otlp-grpc", "otlp-http", "storage");
      assertThat(checks.get(0).get("ready").booleanValue()).isTrue();
      assertThat(checks.get(1).get("ready").booleanValue()).isFalse();
      assertThat(checks.get(1).get("detail").textValue()).contains("port closed");
    }
  }

  @Test
  void theStatusOfNoCollectorIsAllZero() {
    try (TestServer server = TestServer.alone()) {
      JsonNode status = server.get("/api/v1/status").json();

      assertThat(status.at("/signals/traces/received").longValue()).isZero();
      assertThat(status.get("collectors")).isEmpty();
      assertThat(status.get("elasticsearch").textValue()).isEqualTo("down");
      assertThat(status.at("/retention/traces").textValue()).isEqualTo("7d");
      assertThat(status.at("/retention/logs").textValue()).isEqualTo("36h");
      assertThat(status.at("/retention/metrics").isNull()).isTrue();
    }
  }

  @Test
  void theStatusAddsUpAllCollectorsAndShowsEach() {
    List<CollectorReport> reports =
        List.of(report("a", SOME, 1_000, 500, 0.5), report("b", MORE, 24, 300, 2.5));
    try (TestServer server = new TestServer.Setup().reports(() -> reports).start()) {
      JsonNode status = server.get("/api/v1/status").json();

      JsonNode traces = status.at("/signals/traces");
      assertThat(traces.get("received").longValue()).isEqualTo(111);
      assertThat(traces.get("rejected").longValue()).isEqualTo(1);
      assertThat(traces.get("journaled").longValue()).isEqualTo(110);
      assertThat(traces.get("recovered").longValue()).isEqualTo(2);
      assertThat(traces.get("stored").longValue()).isEqualTo(65);
      assertThat(traces.get("duplicate").longValue()).isEqualTo(1);
      assertThat(traces.get("deadLettered").longValue()).isEqualTo(1);
      assertThat(traces.get("waiting").longValue()).isEqualTo(43);
      assertThat(traces.get("inFlight").longValue()).isEqualTo(2);
      assertThat(status.at("/signals/logs/received").longValue()).isZero();
      assertThat(status.get("journalBytes").longValue()).isEqualTo(1_024);
      assertThat(status.get("diskFreeBytes").longValue()).isEqualTo(300);
      assertThat(status.get("lagSeconds").doubleValue()).isEqualTo(2.5);
      assertThat(status.at("/collectors/1/instance").textValue()).isEqualTo("b");
      assertThat(status.at("/collectors/1/signals/traces/received").longValue()).isEqualTo(100);
    }
  }

  @Test
  void theLastReportsAreShownWhileNewOnesCannotBeRead() {
    AtomicBoolean known = new AtomicBoolean(true);
    List<CollectorReport> reports = List.of(report("a", SOME, 1, 1, 0));
    try (TestServer server =
        new TestServer.Setup()
            .reports(
                () -> {
                  if (!known.get()) {
                    throw new IllegalStateException("Elasticsearch is away");
                  }
                  return reports;
                })
            .start()) {
      JsonNode before = server.get("/api/v1/status").json();
      known.set(false);
      JsonNode after = server.get("/api/v1/status").json();

      assertThat(after.get("signals")).isEqualTo(before.get("signals"));
      assertThat(after.get("collectors")).isEqualTo(before.get("collectors"));
    }
  }

  @Test
  void requestsAreTimedByRouteAndNotByPath() {
    try (TestServer server = TestServer.alone()) {
      server.get("/api/v1/traces/0af7651916cd43dd8448eb211c80319c");
      server.get("/wp-login.php");
      String metrics = server.get("/metrics").text();

      assertThat(metrics)
          .contains(
              "spanstone_query_requests_seconds_count{method=\"GET\",route=\"/api/v1/traces/{traceId}\",status=\"503\"} 1")
          .contains(
              "spanstone_query_requests_seconds_count{method=\"any\",route=\"none\",status=\"404\"} 1")
          .contains("spanstone_query_searches_running 0.0")
          .doesNotContain("0af7651916cd43dd8448eb211c80319c", "wp-login");
    }
  }

  @Test
  void metricsComeInOpenMetricsForWhoPrefersIt() {
    try (TestServer server = TestServer.alone()) {
      assertThat(server.get("/metrics").header("content-type")).startsWith("text/plain");
      Answer answer =
          server.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
      assertThat(answer.header("content-type")).startsWith("application/openmetrics-text");
      assertThat(answer.text()).endsWith("# EOF\n");
    }
  }

  @Test
  void aTakenPortIsAnErrorThatNamesTheSetting() {
    try (TestServer server = TestServer.alone()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new TestServer.Setup().port(server.port()).start())
          .withMessageContaining("SPANSTONE_HTTP_PORT");
    }
  }

  private static CollectorReport report(
      String instance, SignalCounts traces, long journalBytes, long diskFreeBytes, double lag) {
    return new CollectorReport(
        instance,
        Instant.parse("2026-11-24T08:30:00Z"),
        Map.of(Signal.TRACES, traces),
        journalBytes,
        diskFreeBytes,
        lag);
  }
}
