package io.spanstone.query.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.testkit.FreePorts;
import io.spanstone.testkit.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's webhook checks our signature, and reads our JSON. */
class WebhookProgramTest {
  private static final String HOOKS =
      """
      [{
        "id": "alerts",
        "execute-command": "/bin/echo",
        "pass-arguments-to-command": [
          {"source": "payload", "name": "status"},
          {"source": "payload", "name": "alerts.0.labels.service_name"}
        ],
        "include-command-output-in-response": true,
        "trigger-rule": {"match": {
          "type": "payload-hmac-sha256",
          "secret": "swordfish",
          "parameter": {"source": "header", "name": "X-Spanstone-Signature-256"}
        }}
      }]
      """;

  @Test
  void takesWhatIsSignedAndNothingElse(@TempDir Path folder) throws Exception {
    Tools.require("webhook");
    int port = FreePorts.one();
    Path hooks = Files.writeString(folder.resolve("hooks.json"), HOOKS);
    try (Program webhook =
        Program.start(
            port,
            folder.resolve("log"),
            List.of(
                "webhook", "-hooks", hooks.toString(), "-ip", "127.0.0.1", "-port", "" + port))) {
      Outcome signed = send(webhook, "swordfish");
      assertThat(signed.isDelivered()).as(signed.toString()).isTrue();
      assertThat(signed.detail().trim()).isEqualTo("firing cart");

      Outcome forged = send(webhook, "catfish");
      assertThat(forged.isDelivered()).isFalse();
    }
  }

  private static Outcome send(Program webhook, String key) throws InterruptedException {
    Notifier notifier =
        TestNotices.notifier(
            "{\"name\":\"w\",\"type\":\"webhook\",\"url\":\"%s/hooks/alerts\",\"signingKey\":\"%s\"}"
                .formatted(webhook.url(), key));
    return TestNotices.send(
        notifier, TestNotices.notice(TestAlerts.firing("a", "cart", Instant.now())));
  }
}
