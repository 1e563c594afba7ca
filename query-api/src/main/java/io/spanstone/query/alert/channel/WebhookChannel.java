package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.MustacheException;
import io.spanstone.query.alert.notice.Escaping;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeTemplate;
import io.spanstone.query.alert.notice.WebhookJson;
import io.spanstone.query.alert.notifier.Notifier;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Alertmanager's webhook JSON, or what a template makes of the notice. With a signing key the
 * header {@code X-Spanstone-Signature-256} is {@code sha256=} and the HMAC of the body in hex, as
 * GitHub's webhooks have it; {@code X-Spanstone-Notice} is the notice's id.
 */
final class WebhookChannel implements Channel {
  private final Notifier notifier;
  private final HttpMessages http;

  WebhookChannel(Notifier notifier, HttpMessages http) {
    this.notifier = notifier;
    this.http = http;
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    String contentType = notifier.settings().require("contentType");
    byte[] body;
    try {
      body = body(notice, contentType);
    } catch (MustacheException e) {
      return Outcome.refused(null, "the template makes no message of it: " + e.getMessage());
    }
    Map<String, String> headers = new HashMap<>(notifier.settings().headers());
    headers.put("Content-Type", contentType);
    headers.put("X-Spanstone-Notice", notice.id());
    String key = notifier.settings().get("signingKey");
    if (key != null) {
      headers.put(
          "X-Spanstone-Signature-256",
          "sha256=" + HexFormat.of().formatHex(Hmac.sha256(key, body)));
    }
    return http.post(
        URI.create(notifier.settings().require("url")),
        headers,
        body,
        notifier.timeout(),
        WebhookChannel::delivered);
  }

  static Outcome delivered(HttpMessages.Answer answer) {
    return new Outcome(Outcome.Kind.DELIVERED, answer.status(), answer.body(), null);
  }

  private byte[] body(Notice notice, String contentType) {
    String template = notifier.settings().get("body");
    if (template == null) {
      return WebhookJson.write(notice, notifier.maxAlerts());
    }
    Escaping escaping =
        contentType.toLowerCase(Locale.ROOT).contains("json") ? Escaping.JSON : Escaping.NONE;
    return NoticeTemplate.known(template)
        .render(notice, notifier.maxAlerts(), escaping)
        .getBytes(UTF_8);
  }
}
