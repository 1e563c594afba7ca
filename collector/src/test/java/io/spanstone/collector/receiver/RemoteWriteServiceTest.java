package io.spanstone.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.spanstone.collector.remotewrite.Prompb;
import io.spanstone.otlp.Signal;
import io.spanstone.testkit.RandomOtlp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Remote write as the JDK's client sees it. */
class RemoteWriteServiceTest extends HttpReceiverTest {
  private static final String PATH = "/api/v1/write";
  private static final long TIME_MILLIS = RandomOtlp.DEFAULT_START.toEpochMilli();

  @Test
  void samples_are_journaled_as_otlp() throws Exception {
    HttpResponse<String> answer =
        post(PROTOBUF, snappy(up(1, TIME_MILLIS), up(0, TIME_MILLIS + 5)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("x-prometheus-remote-write-version")).hasValue("0.1.0");
    assertThat(receivers.counts(Signal.METRICS)).isEqualTo(journaled(2, 0));
    MetricsData data = MetricsData.parseFrom(receivers.journaled(Signal.METRICS).get(0));
    assertThat(data.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0).getName())
        .isEqualTo("up");
  }

  @Test
  void the_message_may_be_named() throws Exception {
    byte[] body = snappy(up(1, TIME_MILLIS));

    assertThat(post(PROTOBUF + ";proto=prometheus.WriteRequest", body).statusCode()).isEqualTo(204);
  }

  @Test
  void version_two_is_refused_so_that_senders_fall_back() throws Exception {
    HttpResponse<String> answer =
        post(PROTOBUF + ";proto=io.prometheus.write.v2.Request", snappy(up(1, TIME_MILLIS)));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("prometheus.WriteRequest");
    assertThat(receivers.journalBytes()).isZero();
  }

  @Test
  void other_encodings_and_types_are_refused() throws Exception {
    byte[] body = snappy(up(1, TIME_MILLIS));

    assertThat(post("application/json", body).statusCode()).isEqualTo(415);
    assertThat(post(PATH, PROTOBUF, body, "content-encoding", "zstd").statusCode()).isEqualTo(415);
    assertThat(send(request(PATH).GET()).statusCode()).isEqualTo(405);
  }

  @Test
  void absurd_times_are_refused_with_a_count_and_the_rest_is_stored() throws Exception {
    HttpResponse<String> answer =
        post(PROTOBUF, snappy(up(1, TIME_MILLIS), up(1, TIME_MILLIS / 1000), up(1, 0)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("2 of 3 samples are refused, the others are stored: 2 because of the time")
        .contains("up{job=\"shop\"}")
        .hasLineCount(1);
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    assertThat(receivers.counts(Signal.METRICS)).isEqualTo(journaled(1, 2));
    assertThat(receivers.meters.scrape())
        .contains("spanstone_receiver_refused_points_total{reason=\"time\"} 2");
  }

  @Test
  void a_request_of_nothing_good_is_not_journaled() throws Exception {
    HttpResponse<String> answer = post(PROTOBUF, snappy(up(1, Long.MAX_VALUE)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("1 of 1 samples are refused: ");
    assertThat(receivers.journalBytes()).isZero();
    assertThat(receivers.counts(Signal.METRICS)).isEqualTo(journaled(0, 1));
  }

  @Test
  void broken_bodies_are_told_from_what_may_be_sent_again() throws Exception {
    HttpResponse<String> noSnappy = post(PROTOBUF, new byte[] {10, -1, -1, -1});
    HttpResponse<String> noProtobuf = post(PROTOBUF, Snappy.compress(new byte[] {10, 5, 1}));
    HttpResponse<String> bomb =
        post(PROTOBUF, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0});

    assertThat(noSnappy.statusCode()).isEqualTo(400);
    assertThat(noSnappy.body()).contains("snappy");
    assertThat(noProtobuf.statusCode()).isEqualTo(400);
    assertThat(noProtobuf.body()).contains("malformed prometheus.WriteRequest").contains("at byte");
    assertThat(bomb.statusCode()).isEqualTo(413);
  }

  @Test
  void a_body_that_inflates_beyond_the_limit_is_refused() throws Exception {
    restart(settings -> settings.withMaxRequestBytes(10_000));

    assertThat(post(PROTOBUF, Snappy.compress(new byte[10_001])).statusCode()).isEqualTo(413);
    assertThat(post(PROTOBUF, new byte[10_001]).statusCode()).isEqualTo(413);
  }

  @Test
  void a_full_journal_asks_to_come_again() throws Exception {
    receivers.close();
    receivers =
        ReceiverFixture.start(
            directory, journal -> journal.withQuotaBytes(1), UnaryOperator.identity());
    post(PROTOBUF, snappy(up(1, TIME_MILLIS)));

    HttpResponse<String> answer = post(PROTOBUF, snappy(up(1, TIME_MILLIS)));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
  }

  private static DynamicMessage up(double value, long timeMillis) {
    return Prompb.series(Prompb.sample(value, timeMillis), "__name__", "up", "job", "shop");
  }

  private static byte[] snappy(DynamicMessage... series) throws IOException {
    return Snappy.compress(Prompb.request(series).toByteArray());
  }

  private HttpResponse<String> post(String type, byte[] body) throws Exception {
    return sendForText(posting(PATH, type, body, "content-encoding", "snappy"));
  }
}
