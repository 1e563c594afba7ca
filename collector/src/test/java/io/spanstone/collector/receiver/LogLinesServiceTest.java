package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Log lines as the JDK's client, which is not ours, sends them. */
class LogLinesServiceTest extends HttpReceiverTest {
  private static final String NDJSON = "application/x-ndjson";
  private static final byte[] LINES =
      "{\"message\":\"one\"}\n{broken\n{\"message\":\"two\"}\n".getBytes(UTF_8);

  @Test
  void goodLinesAreJournaledAndBrokenOnesTold() throws Exception {
    HttpResponse<String> answer = post("?service=cart&namespace=shop", NDJSON, "identity", LINES);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .contains("application/json");
    assertThat(answer.body())
        .startsWith(
            "{\"accepted\":2,\"rejected\":1,\"cut\":0,\"errors\":[{\"line\":2,\"message\":\"broken"
                + " JSON");
    assertThat(receivers.counts(Signal.LOGS).journaled()).isEqualTo(2);
    assertThat(receivers.counts(Signal.LOGS).rejected()).isEqualTo(1);
    assertThat(receivers.counts(Signal.LOGS).received()).isEqualTo(3);
    LogsData stored = LogsData.parseFrom(receivers.journaled(Signal.LOGS).get(0));
    assertThat(stored.getResourceLogs(0).getResource().getAttributesList().toString())
        .contains("service.name", "cart", "service.namespace", "shop");
    assertThat(stored.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount()).isEqualTo(2);
  }

  @Test
  void compressedLinesAreTaken() throws Exception {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(LINES);
    }

    assertThat(post("", NDJSON, "gzip", gzip.toByteArray()).body()).contains("\"accepted\":2");
    assertThat(post("", NDJSON, "zstd", Zstd.compress(LINES)).body()).contains("\"accepted\":2");
    assertThat(post("", NDJSON, "gzip", LINES).statusCode()).isEqualTo(400);
    assertThat(post("", NDJSON, "br", LINES).statusCode()).isEqualTo(415);
  }

  @Test
  void aBombIsRefused() throws Exception {
    byte[] bomb = Zstd.compress(new byte[64 << 20]);

    assertThat(post("", NDJSON, "zstd", bomb).statusCode()).isEqualTo(413);
  }

  @Test
  void nothingThatCanBeTakenIsABadRequest() throws Exception {
    HttpResponse<String> broken = post("", NDJSON, "identity", "{\n[".getBytes(UTF_8));
    HttpResponse<String> empty = post("", NDJSON, "identity", new byte[0]);

    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("\"accepted\":0", "\"line\":1", "\"line\":2");
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("\"accepted\":0", "no line");
    assertThat(receivers.counts(Signal.LOGS).rejected()).isEqualTo(2);
  }

  @Test
  void textIsTakenByItsContentTypeOrItsLooks() throws Exception {
    byte[] text = "started\njava.lang.NullPointerException\n\tat a.B.c(B.java:1)\n".getBytes(UTF_8);

    assertThat(post("", "text/plain", "identity", text).body()).contains("\"accepted\":1");
    assertThat(post("", "application/x-www-form-urlencoded", "identity", text).body())
        .contains("\"accepted\":1");
    assertThat(post("", "application/x-www-form-urlencoded", "identity", LINES).body())
        .contains("\"accepted\":2", "\"line\":2");
    assertThat(post("?format=text", NDJSON, "identity", text).body()).contains("\"accepted\":1");
  }

  @Test
  void parametersAreChecked() throws Exception {
    HttpResponse<String> unknown = post("?servise=cart", NDJSON, "identity", LINES);
    HttpResponse<String> severity = post("?severity=odd", NDJSON, "identity", LINES);

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("servise", "namespace");
    assertThat(severity.body()).contains("severity", "odd");
    assertThat(receivers.counts(Signal.LOGS).received()).isZero();
  }

  @Test
  void recordsThatWereCutAreCounted() throws Exception {
    String line = "{\"message\":\"" + "x".repeat(70_000) + "\"}";

    assertThat(post("", NDJSON, "identity", line.getBytes(UTF_8)).body()).contains("\"cut\":1");
    assertThat(receivers.meters.get("spanstone.receiver.cut.records").counter().count())
        .isEqualTo(1);
  }

  private HttpResponse<String> post(String query, String type, String encoding, byte[] body)
      throws Exception {
    return sendForText(
        posting("/v1/ingest/logs" + query, type, body, "content-encoding", encoding));
  }
}
