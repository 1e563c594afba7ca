package io.spanstone.query.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.testkit.FreePorts;
import io.spanstone.testkit.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Alertmanager takes what we send, and amtool reads it back. */
class AlertmanagerTest {

  @Test
  void alertsFireAndEndInAlertmanager(@TempDir Path folder) throws Exception {
    Tools.require("prometheus-alertmanager");
    Tools.require("amtool");
    int port = FreePorts.one();
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    try (Program alertmanager =
        Program.start(
            port,
            folder.resolve("log"),
            List.of(
                "prometheus-alertmanager",
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port))) {
      Notifier notifier =
          TestNotices.notifier(
              "{\"name\":\"am\",\"type\":\"alertmanager\",\"url\":\"%s\"}"
                  .formatted(alertmanager.url()));
      Instant at = Instant.now();
      Alert cart = TestAlerts.firing("a", "cart", at);

      assertThat(
              TestNotices.send(
                  notifier, TestNotices.notice(cart, TestAlerts.firing("b", "stock", at))))
          .extracting(Outcome::kind)
          .isEqualTo(Outcome.Kind.DELIVERED);
      JsonNode firing = alerts(alertmanager);
      assertThat(firing).hasSize(2);
      JsonNode first =
          firing.get(0).at("/labels/instance").asText().equals("a") ? firing.get(0) : firing.get(1);
      assertThat(first.at("/labels/alertname").textValue()).isEqualTo("HighErrorRate");
      assertThat(first.at("/annotations/summary").textValue()).isEqualTo("calls of cart fail");
      assertThat(first.at("/annotations/traces_url").textValue())
          .isEqualTo("https://spanstone.example.com/traces?service=cart");
      assertThat(first.get("generatorURL").textValue())
          .isEqualTo("https://spanstone.example.com/explore?query=up");
      assertThat(Instant.parse(first.get("endsAt").textValue()))
          .isBetween(at.plusSeconds(200), at.plusSeconds(300));

      Alert ended = TestAlerts.resolved(cart, Instant.now());
      assertThat(TestNotices.send(notifier, TestNotices.notice(ended)).isDelivered()).isTrue();
      assertThat(alerts(alertmanager))
          .singleElement()
          .satisfies(each -> assertThat(each.at("/labels/instance").textValue()).isEqualTo("b"));

      List<NoticeAlert> many =
          IntStream.range(0, 1_200)
              .mapToObj(i -> new NoticeAlert(TestAlerts.firing("m" + i, "cart", at), 1, null))
              .toList();
      assertThat(TestNotices.send(notifier, TestNotices.notice(true, many)).isDelivered()).isTrue();
      assertThat(alerts(alertmanager)).as("none is left out").hasSize(1_201);
    }
  }

  private static JsonNode alerts(Program alertmanager) throws Exception {
    String json =
        Program.output(
            "amtool", "alert", "query", "--alertmanager.url=" + alertmanager.url(), "-o", "json");
    return new ObjectMapper().readTree(json);
  }
}
