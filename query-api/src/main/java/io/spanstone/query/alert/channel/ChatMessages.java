package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.alert.notice.Escaping;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notifier.Notifier;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;

/**
 * The messages of chat services. Sources: Slack's "Sending messages using incoming webhooks",
 * DingTalk's and Feishu's pages on custom bots and their signatures, WeCom's page on group bots.
 * Lengths are under the limits that these name, in bytes of UTF-8.
 */
final class ChatMessages {
  private static final int TITLE_BYTES = 250;
  private static final int SLACK_BYTES = 7_500;
  private static final int DINGTALK_BYTES = 18_000;
  private static final int FEISHU_BYTES = 18_000;
  private static final int WECOM_BYTES = 4_000;

  private final Notifier notifier;
  private final Texts texts;

  ChatMessages(Notifier notifier) {
    this.notifier = notifier;
    this.texts = new Texts(notifier);
  }

  ChatChannel.Message slack(Notice notice) {
    String title = texts.title(notice, Escaping.SLACK, TITLE_BYTES);
    String text = texts.slack(notice, SLACK_BYTES);
    String channel = notifier.settings().get("channel");
    String username = notifier.settings().get("username");
    return message(
        json -> {
          if (channel != null) {
            json.writeStringField("channel", channel);
          }
          if (username != null) {
            json.writeStringField("username", username);
          }
          json.writeStringField("text", title);
          json.writeArrayFieldStart("attachments");
          json.writeStartObject();
          json.writeStringField("color", notice.isFiring() ? "danger" : "good");
          json.writeStringField("fallback", title);
          json.writeStringField("text", text);
          json.writeArrayFieldStart("mrkdwn_in");
          json.writeString("text");
          json.writeEndArray();
          json.writeNumberField("ts", notice.at().getEpochSecond());
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  ChatChannel.Message dingTalk(Notice notice) {
    String title = texts.title(notice, Escaping.MARKDOWN, TITLE_BYTES);
    String text = "#### " + title + "\n\n" + texts.markdown(notice, DINGTALK_BYTES);
    String body =
        JsonBody.of(
            json -> {
              json.writeStringField("msgtype", "markdown");
              json.writeObjectFieldStart("markdown");
              json.writeStringField("title", title);
              json.writeStringField("text", text);
              json.writeEndObject();
            });
    return new ChatChannel.Message(signedDingTalkUrl(notice), body);
  }

  ChatChannel.Message feishu(Notice notice) {
    String title = texts.title(notice, Escaping.NONE, TITLE_BYTES);
    String text = texts.markdown(notice, FEISHU_BYTES);
    String key = notifier.settings().get("signingKey");
    String seconds = Long.toString(notice.at().getEpochSecond());
    return message(
        json -> {
          if (key != null) {
            json.writeStringField("timestamp", seconds);
            json.writeStringField("sign", base64(Hmac.sha256(seconds + "\n" + key, new byte[0])));
          }
          json.writeStringField("msg_type", "interactive");
          json.writeObjectFieldStart("card");
          json.writeObjectFieldStart("header");
          json.writeStringField("template", notice.isFiring() ? "red" : "green");
          json.writeObjectFieldStart("title");
          json.writeStringField("tag", "plain_text");
          json.writeStringField("content", title);
          json.writeEndObject();
          json.writeEndObject();
          json.writeArrayFieldStart("elements");
          json.writeStartObject();
          json.writeStringField("tag", "markdown");
          json.writeStringField("content", text);
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  ChatChannel.Message weCom(Notice notice) {
    String text = texts.markdown(notice, WECOM_BYTES);
    return message(
        json -> {
          json.writeStringField("msgtype", "markdown");
          json.writeObjectFieldStart("markdown");
          json.writeStringField("content", text);
          json.writeEndObject();
        });
  }

  /** DingTalk signs the time, in the query. */
  private URI signedDingTalkUrl(Notice notice) {
    String url = notifier.settings().require("url");
    String key = notifier.settings().get("signingKey");
    if (key == null) {
      return URI.create(url);
    }
    long millis = notice.at().toEpochMilli();
    String sign = base64(Hmac.sha256(key, (millis + "\n" + key).getBytes(UTF_8)));
    return URI.create(
        "%s%stimestamp=%d&sign=%s"
            .formatted(url, url.contains("?") ? "&" : "?", millis, URLEncoder.encode(sign, UTF_8)));
  }

  private ChatChannel.Message message(JsonBody body) {
    return new ChatChannel.Message(
        URI.create(notifier.settings().require("url")), JsonBody.of(body));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
