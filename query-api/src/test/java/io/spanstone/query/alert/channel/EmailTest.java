package io.spanstone.query.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.notifier.Notifier;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GreenMail, a real SMTP server, takes our mails. */
class EmailTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aNoticeIsAMailToAllAddresses() throws Exception {
    Alert alert = TestAlerts.firing("a", "结账", Instant.now());
    Outcome outcome = TestNotices.send(notifier(""), TestNotices.notice(alert));

    assertThat(outcome.isDelivered()).as(outcome.toString()).isTrue();
    assertThat(server.getReceivedMessages()).hasSize(2);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[FIRING:1] HighErrorRate 结账");
    assertThat(mail.getFrom()[0]).hasToString("Spanstone <alerts@example.com>");
    assertThat(mail.getMessageID()).isEqualTo("<notice-1@spanstone>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat((String) mail.getContent())
        .contains("FIRING HighErrorRate (critical) since ")
        .contains("calls of 结账 fail")
        .contains("service_name = 结账")
        .contains("Value 0.5")
        .contains("Traces: https://spanstone.example.com/traces?service=结账")
        .contains("All alerts: https://spanstone.example.com/alerts");
  }

  @Test
  void theEndOfAnAlertIsInTheSameConversation() throws Exception {
    Alert alert = TestAlerts.firing("a", "cart", Instant.now());
    TestNotices.send(notifier(""), TestNotices.notice(alert));
    TestNotices.send(notifier(""), TestNotices.notice(TestAlerts.resolved(alert, Instant.now())));

    MimeMessage first = server.getReceivedMessages()[0];
    MimeMessage last = server.getReceivedMessages()[3];
    assertThat(last.getSubject()).isEqualTo("[RESOLVED] HighErrorRate cart");
    assertThat(last.getHeader("References")).isEqualTo(first.getHeader("References"));
  }

  @Test
  void templatesDecideSubjectAndText() throws Exception {
    TestNotices.send(
        notifier(
            ",\"title\":\"{{status}}\\n"
                + "{{commonLabels.service_name}}\",\"text\":\"{{#alerts}}{{labels.instance}};{{/alerts}}\""),
        TestNotices.notice(
            TestAlerts.firing("a", "cart", Instant.now()),
            TestAlerts.firing("b", "cart", Instant.now())));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("firing cart");
    assertThat(((String) mail.getContent()).trim()).isEqualTo("a;b;");
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    server.getUserManager().setAuthRequired(true);
    server.setUser("alerts@example.com", "alerts", "right");

    Outcome refused = send("wrong-one");
    assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
    assertThat(refused.status()).isEqualTo(535);
    assertThat(refused.detail()).doesNotContain("wrong-one");
    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(send("right").isDelivered()).isTrue();
  }

  @Test
  void noMailGoesOutInTheClearThatShouldNot() throws Exception {
    Outcome outcome =
        TestNotices.send(
            notifier(",\"tls\":\"starttls\""),
            TestNotices.notice(TestAlerts.firing("a", "cart", Instant.now())));

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    assertThat(outcome.detail()).containsIgnoringCase("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Notifier notifier =
          TestNotices.notifier(json(silent.getLocalPort(), ",\"tls\":\"none\",\"timeout\":\"1s\""));
      Outcome outcome =
          TestNotices.send(
              notifier, TestNotices.notice(TestAlerts.firing("a", "cart", Instant.now())));

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    }
  }

  private Outcome send(String password) throws InterruptedException {
    Notifier notifier =
        TestNotices.notifier(
            json(
                server.getSmtp().getPort(),
                ",\"tls\":\"none\",\"username\":\"alerts\",\"password\":\"%s\""
                    .formatted(password)));
    return TestNotices.send(
        notifier, TestNotices.notice(TestAlerts.firing("a", "cart", Instant.now())));
  }

  private Notifier notifier(String more) {
    String tls = more.contains("tls") ? "" : ",\"tls\":\"none\"";
    return TestNotices.notifier(json(server.getSmtp().getPort(), tls + more));
  }

  private static String json(int port, String more) {
    return """
    {"name":"mail","type":"email","host":"127.0.0.1","port":%d,
     "from":"Spanstone <alerts@example.com>","to":["ada@example.com","bob@example.com"]%s}
    """
        .formatted(port, more);
  }
}
