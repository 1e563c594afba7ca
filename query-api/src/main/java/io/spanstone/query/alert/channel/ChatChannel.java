package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.MustacheException;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notifier.Notifier;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A chat service that takes a JSON message at a secret address. */
final class ChatChannel implements Channel {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Codes in 200 answers that mean too many messages, of DingTalk, WeCom and Feishu. */
  private static final Set<Integer> TOO_MANY = Set.of(130101, 45009, 45033, 11232);

  /** What is sent of a notice. */
  record Message(URI url, String body) {}

  private final Notifier notifier;
  private final HttpMessages http;
  private final Function<Notice, Message> form;

  ChatChannel(Notifier notifier, HttpMessages http, Function<Notice, Message> form) {
    this.notifier = notifier;
    this.http = http;
    this.form = form;
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    Message message;
    try {
      message = form.apply(notice);
    } catch (MustacheException e) {
      return Outcome.refused(null, "the template makes no message of it: " + e.getMessage());
    }
    return http.post(
        message.url(),
        Map.of("Content-Type", "application/json; charset=utf-8"),
        message.body().getBytes(UTF_8),
        notifier.timeout(),
        ChatChannel::outcome);
  }

  /** These services answer 200 whatever happens: a code in the answer says how it went. */
  private static Outcome outcome(HttpMessages.Answer answer) {
    int code = code(answer.body());
    if (code == 0) {
      return WebhookChannel.delivered(answer);
    }
    Outcome.Kind kind = TOO_MANY.contains(code) ? Outcome.Kind.UNAVAILABLE : Outcome.Kind.REFUSED;
    return new Outcome(kind, answer.status(), answer.body(), answer.retryAfter());
  }

  /** The code; 0 if there is none, as with Slack, which answers {@code ok}. */
  private static int code(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      for (String field : new String[] {"errcode", "code", "StatusCode"}) {
        if (json != null && json.path(field).isInt()) {
          return json.get(field).intValue();
        }
      }
      return 0;
    } catch (IOException noJson) {
      return 0;
    }
  }
}
