package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.samskivert.mustache.MustacheException;
import io.spanstone.query.alert.notice.Escaping;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * PagerDuty's Events API v2: one incident a group, opened and resolved by its key. A group that
 * begins and ends between two notices is opened and resolved, so that it leaves a trace.
 */
final class PagerDutyChannel implements Channel {
  /** PagerDuty allows 1,024 characters. */
  private static final int SUMMARY_BYTES = 1_000;

  private final Notifier notifier;
  private final HttpMessages http;
  private final Texts texts;

  PagerDutyChannel(Notifier notifier, HttpMessages http) {
    this.notifier = notifier;
    this.http = http;
    this.texts = new Texts(notifier);
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    if (notice.isFiring()) {
      return post(notice, "trigger");
    }
    if (notice.opens()) {
      Outcome opened = post(notice, "trigger");
      if (!opened.isDelivered()) {
        return opened;
      }
    }
    return post(notice, "resolve");
  }

  private Outcome post(Notice notice, String action) throws InterruptedException {
    String body;
    try {
      body = body(notice, action);
    } catch (MustacheException e) {
      return Outcome.refused(null, "the template makes no message of it: " + e.getMessage());
    }
    return http.post(
        URI.create(notifier.settings().require("url")),
        Map.of("Content-Type", "application/json"),
        body.getBytes(UTF_8),
        notifier.timeout(),
        WebhookChannel::delivered);
  }

  private String body(Notice notice, String action) {
    String summary = texts.title(notice, Escaping.NONE, SUMMARY_BYTES);
    List<NoticeAlert> shown = notice.alerts().stream().limit(notifier.maxAlerts()).toList();
    NoticeAlert first = shown.get(0);
    return JsonBody.of(
        json -> {
          json.writeStringField("routing_key", notifier.settings().require("routingKey"));
          json.writeStringField("event_action", action);
          json.writeStringField("dedup_key", notice.groupKey());
          json.writeStringField("client", "Spanstone");
          json.writeStringField("client_url", notice.absolute("/alerts"));
          json.writeObjectFieldStart("payload");
          json.writeStringField("summary", summary);
          json.writeStringField("source", source(first));
          json.writeStringField("severity", severity(shown));
          json.writeStringField("timestamp", first.startsAt().toString());
          json.writeStringField("class", first.alert().name());
          json.writeStringField("group", first.alert().group());
          json.writeObjectFieldStart("custom_details");
          json.writeNumberField("firing", notice.firingCount());
          json.writeNumberField("resolved", notice.alerts().size() - notice.firingCount());
          json.writeNumberField("left_out", notice.alerts().size() - shown.size());
          writeAlerts(json, shown);
          json.writeEndObject();
          json.writeEndObject();
          writeLinks(json, notice, first);
        });
  }

  private static String source(NoticeAlert first) {
    String service = first.alert().labels().getOrDefault("service_name", "");
    return service.isEmpty() ? "Spanstone" : service;
  }

  /** The worst of the alerts, in PagerDuty's words. */
  private static String severity(List<NoticeAlert> alerts) {
    List<String> words =
        alerts.stream().map(each -> each.alert().severity().toLowerCase(Locale.ROOT)).toList();
    for (String word : List.of("critical", "error", "warning", "info")) {
      if (words.contains(word)) {
        return word;
      }
    }
    return "error";
  }

  private static void writeAlerts(JsonGenerator json, List<NoticeAlert> alerts) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (NoticeAlert each : alerts) {
      json.writeStartObject();
      json.writeStringField("status", each.alert().state().id());
      json.writeStringField("starts_at", each.startsAt().toString());
      json.writeObjectFieldStart("labels");
      for (Map.Entry<String, String> label : each.alert().labels().entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("annotations");
      for (Map.Entry<String, String> annotation : each.alert().annotations().entrySet()) {
        json.writeStringField(annotation.getKey(), annotation.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLinks(JsonGenerator json, Notice notice, NoticeAlert first)
      throws IOException {
    json.writeArrayFieldStart("links");
    writeLink(json, "Chart", notice.absolute(first.alert().links().chart()));
    writeLink(json, "Traces", notice.absolute(first.alert().links().traces()));
    writeLink(json, "Logs", notice.absolute(first.alert().links().logs()));
    writeLink(json, "Map", notice.absolute(first.alert().links().map()));
    json.writeEndArray();
  }

  private static void writeLink(JsonGenerator json, String text, String address)
      throws IOException {
    if (!address.isEmpty()) {
      json.writeStartObject();
      json.writeStringField("href", address);
      json.writeStringField("text", text);
      json.writeEndObject();
    }
  }
}
