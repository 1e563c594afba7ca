package io.spanstone.query.alert.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.notice.Notice;
import io.spanstone.query.alert.notice.NoticeAlert;
import io.spanstone.query.alert.notifier.Notifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alertmanager's API v2. All alerts of a notice are sent, in as many requests as that takes. One
 * that fires is said to end some time after it should have been sent again, as Prometheus does, so
 * that it does not fire for ever if we are not there any more.
 */
final class AlertmanagerChannel implements Channel {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALERTS_A_REQUEST = 500;
  private static final int MISSED_REPEATS = 4;
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(4);

  private final Notifier notifier;
  private final HttpMessages http;

  AlertmanagerChannel(Notifier notifier, HttpMessages http) {
    this.notifier = notifier;
    this.http = http;
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    String base = notifier.settings().require("url");
    URI url = URI.create((base.endsWith("/") ? base : base + "/") + "api/v2/alerts");
    Map<String, String> headers = new HashMap<>(notifier.settings().headers());
    headers.put("Content-Type", "application/json");
    List<NoticeAlert> alerts = notice.alerts();
    Outcome last = Outcome.refused(null, "there is nothing to send");
    for (int from = 0; from < alerts.size(); from += ALERTS_A_REQUEST) {
      List<NoticeAlert> part =
          alerts.subList(from, Math.min(from + ALERTS_A_REQUEST, alerts.size()));
      last =
          http.post(
              url, headers, body(notice, part), notifier.timeout(), WebhookChannel::delivered);
      if (!last.isDelivered()) {
        return last;
      }
    }
    return last;
  }

  private byte[] body(Notice notice, List<NoticeAlert> alerts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (NoticeAlert each : alerts) {
        write(json, notice, each);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator json, Notice notice, NoticeAlert told) throws IOException {
    Alert alert = told.alert();
    Instant endsAt = told.endsAt();
    json.writeStartObject();
    writeMap(json, "labels", alert.labels());
    Map<String, String> annotations = new TreeMap<>(alert.annotations());
    addLink(annotations, "chart_url", notice, alert.links().chart());
    addLink(annotations, "traces_url", notice, alert.links().traces());
    addLink(annotations, "logs_url", notice, alert.links().logs());
    addLink(annotations, "map_url", notice, alert.links().map());
    writeMap(json, "annotations", annotations);
    json.writeStringField("startsAt", told.startsAt().toString());
    json.writeStringField("endsAt", (endsAt == null ? expiry(notice) : endsAt).toString());
    json.writeStringField("generatorURL", notice.absolute(alert.links().chart()));
    json.writeEndObject();
  }

  private Instant expiry(Notice notice) {
    Duration life = notifier.grouping().repeatInterval().multipliedBy(MISSED_REPEATS);
    return notice.at().plus(life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life);
  }

  private static void addLink(
      Map<String, String> annotations, String name, Notice notice, String path) {
    if (!path.isEmpty()) {
      annotations.putIfAbsent(name, notice.absolute(path));
    }
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : map.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
