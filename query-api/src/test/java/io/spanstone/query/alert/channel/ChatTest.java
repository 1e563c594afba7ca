package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertLinks;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The messages to chat services and PagerDuty, by the shape that their pages publish. */
class ChatTest {
  private static final String KEY = "SEC0123456789";

  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  @Test
  void slack() throws InterruptedException {
    JsonNode message =
        sent(chat("slack", ",\"channel\":\"#alerts\",\"username\":\"Spanstone\""), firing());

    assertThat(message.get("channel").textValue()).isEqualTo("#alerts");
    assertThat(message.get("text").textValue()).isEqualTo("[FIRING:1] HighErrorRate cart");
    JsonNode attachment = message.at("/attachments/0");
    assertThat(attachment.get("color").textValue()).isEqualTo("danger");
    assertThat(attachment.get("text").textValue())
        .contains("*HighErrorRate* (critical) since ")
        .contains("<https://spanstone.example.com/traces?service=cart|Traces>")
        .contains("<https://spanstone.example.com/map|Map>");
    assertThat(sent(chat("slack", ""), resolved()).at("/attachments/0/color").textValue())
        .isEqualTo("good");
  }

  @Test
  void whatAServiceIsCalledIsNoMarkup() throws InterruptedException {
    Notice notice =
        TestNotices.notice(TestAlerts.firing("a", "<!channel> & [x](y)", Instant.now()));

    assertThat(sent(chat("slack", ""), notice).toString())
        .doesNotContain("<!channel>")
        .contains("&lt;!channel&gt; &amp;");
    assertThat(sent(chat("wecom", ""), notice).at("/markdown/content").textValue())
        .contains("(x)(y)");
  }

  @Test
  void dingTalkIsSignedInTheQuery() throws Exception {
    receiver.behave(Receiver.status(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
    JsonNode message = sent(chat("dingtalk", ",\"signingKey\":\"" + KEY + "\""), firing());

    assertThat(message.get("msgtype").textValue()).isEqualTo("markdown");
    assertThat(message.at("/markdown/title").textValue())
        .isEqualTo("[FIRING:1] HighErrorRate cart");
    assertThat(message.at("/markdown/text").textValue())
        .contains("**FIRING HighErrorRate** (critical)")
        .contains("[Logs](https://spanstone.example.com/logs)");
    Map<String, String> query = query(receiver.last().target());
    assertThat(query).containsEntry("access_token", "t0ken");
    long millis = Long.parseLong(query.get("timestamp"));
    assertThat(Instant.ofEpochMilli(millis))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(query.get("sign")).isEqualTo(hmac(KEY, (millis + "\n" + KEY).getBytes(UTF_8)));
  }

  @Test
  void feishuIsSignedInTheBody() throws Exception {
    receiver.behave(Receiver.status(200, "{\"code\":0,\"msg\":\"success\"}"));
    JsonNode message = sent(chat("feishu", ",\"signingKey\":\"" + KEY + "\""), firing());

    assertThat(message.get("msg_type").textValue()).isEqualTo("interactive");
    assertThat(message.at("/card/header/title/tag").textValue()).isEqualTo("plain_text");
    assertThat(message.at("/card/header/title/content").textValue())
        .isEqualTo("[FIRING:1] HighErrorRate cart");
    assertThat(message.at("/card/header/template").textValue()).isEqualTo("red");
    assertThat(message.at("/card/elements/0/tag").textValue()).isEqualTo("markdown");
    assertThat(message.get("sign").textValue())
        .isEqualTo(hmac(message.get("timestamp").textValue() + "\n" + KEY, new byte[0]));
  }

  @Test
  void weComHasNoMoreThanItsBytes() throws InterruptedException {
    receiver.behave(Receiver.status(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
    List<NoticeAlert> many =
        IntStream.range(0, 50)
            .mapToObj(
                i -> new NoticeAlert(TestAlerts.firing("a" + i, "购物车", Instant.now()), 1, null))
            .toList();

    String text =
        sent(chat("wecom", ",\"maxAlerts\":50"), TestNotices.notice(true, many))
            .at("/markdown/content")
            .textValue();

    assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(4_096);
    assertThat(text).containsPattern("and \\d+ more alerts of 50");
  }

  @Test
  void aCodeInA200SaysThatItFailed() throws InterruptedException {
    Notifier notifier = chat("dingtalk", "");
    receiver.behave(Receiver.status(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}"));
    Outcome refused = TestNotices.send(notifier, firing());
    assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(refused.detail()).contains("sign not match");

    receiver.behave(Receiver.status(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}"));
    assertThat(TestNotices.send(notifier, firing()).kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);

    receiver.behave(Receiver.status(429, "", "Retry-After", "30"));
    assertThat(TestNotices.send(notifier, firing()).retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void pagerDutyOpensAndResolvesOneIncidentAGroup() throws InterruptedException {
    receiver.behave(Receiver.status(202, "{\"status\":\"success\"}"));
    Notifier notifier =
        TestNotices.notifier(
            "{\"name\":\"p\",\"type\":\"pagerduty\",\"routingKey\":\"r0uting\",\"url\":\"%s/v2/enqueue\"}"
                .formatted(receiver.url()));

    JsonNode trigger = sent(notifier, firing());
    assertThat(trigger.get("routing_key").textValue()).isEqualTo("r0uting");
    assertThat(trigger.get("event_action").textValue()).isEqualTo("trigger");
    assertThat(trigger.at("/payload/summary").textValue())
        .isEqualTo("[FIRING:1] HighErrorRate cart");
    assertThat(trigger.at("/payload/source").textValue()).isEqualTo("cart");
    assertThat(trigger.at("/payload/severity").textValue()).isEqualTo("critical");
    assertThat(trigger.at("/payload/custom_details/firing").intValue()).isEqualTo(1);
    assertThat(trigger.at("/links/0/href").textValue())
        .isEqualTo("https://spanstone.example.com/explore?query=up");

    receiver.received().clear();
    Notice known = TestNotices.notice(false, resolved().alerts());
    JsonNode resolve = sent(notifier, known);
    assertThat(resolve.get("event_action").textValue()).isEqualTo("resolve");
    assertThat(resolve.get("dedup_key")).isEqualTo(trigger.get("dedup_key"));
    assertThat(receiver.received()).hasSize(1);

    receiver.received().clear();
    sent(notifier, resolved()); // began and ended since the last notice
    assertThat(receiver.received())
        .extracting(each -> each.json().get("event_action").textValue())
        .containsExactly("trigger", "resolve");
  }

  @Test
  void aWebhooksTemplateMakesJsonWhateverTheValues() throws InterruptedException {
    Notifier notifier =
        TestNotices.notifier(
            "{\"name\":\"w\",\"type\":\"webhook\",\"url\":\"%s\",\"body\":\"{\\\"what\\\":\\\"{{#alerts}}{{labels.service_name}} {{labels.none}}{{/alerts}}\\\",\\\"n\\\":{{firingCount}}}\"}"
                .formatted(receiver.url()));
    Alert alert = TestAlerts.firing("a", "a\"b\\c\n", Instant.now());

    JsonNode message = sent(notifier, TestNotices.notice(alert));

    assertThat(message.get("what").textValue()).isEqualTo("a\"b\\c\n ");
    assertThat(message.get("n").intValue()).isEqualTo(1);
  }

  @Test
  void aTemplateThatAsksForTooMuchIsRefused() throws InterruptedException {
    String nested = "{{#alerts}}".repeat(6) + "{{/alerts}}".repeat(6);
    Notifier notifier =
        TestNotices.notifier(
            "{\"name\":\"w\",\"type\":\"webhook\",\"url\":\"%s\",\"body\":\"%s\"}"
                .formatted(receiver.url(), nested));
    List<NoticeAlert> many =
        IntStream.range(0, 100)
            .mapToObj(i -> new NoticeAlert(TestAlerts.firing("a" + i, "c", Instant.now()), 1, null))
            .toList();

    Outcome outcome = TestNotices.send(notifier, TestNotices.notice(true, many));

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(outcome.detail()).contains("opens more than 20000 sections");
  }

  @Test
  void anAlertWithoutLinksHasNone() throws InterruptedException {
    Alert with = TestAlerts.firing("a", "cart", Instant.now());
    Alert without =
        new Alert(
            "a",
            "r",
            "g",
            "n",
            with.state(),
            "",
            Map.of("alertname", "n"),
            Map.of(),
            List.of(),
            with.activeAt(),
            with.firedAt(),
            null,
            Double.NaN,
            AlertLinks.NONE);

    String text =
        sent(chat("slack", ""), TestNotices.notice(without)).at("/attachments/0/text").textValue();

    assertThat(text).contains("Value NaN").doesNotContain("|Chart>");
  }

  private Notifier chat(String type, String more) {
    return TestNotices.notifier(
        "{\"name\":\"c\",\"type\":\"%s\",\"url\":\"%s/robot/send?access_token=t0ken\"%s}"
            .formatted(type, receiver.url(), more));
  }

  private JsonNode sent(Notifier notifier, Notice notice) throws InterruptedException {
    Outcome outcome = TestNotices.send(notifier, notice);
    assertThat(outcome.isDelivered()).as(outcome.toString()).isTrue();
    return receiver.last().json();
  }

  private static Notice firing() {
    return TestNotices.notice(TestAlerts.firing("a", "cart", Instant.now()));
  }

  private static Notice resolved() {
    Alert alert = TestAlerts.firing("a", "cart", Instant.now().minusSeconds(60));
    return TestNotices.notice(TestAlerts.resolved(alert, Instant.now()));
  }

  private static Map<String, String> query(String target) {
    Map<String, String> query = new HashMap<>();
    for (String part : URI.create(target).getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
    }
    return query;
  }

  private static String hmac(String key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(message));
  }
}
