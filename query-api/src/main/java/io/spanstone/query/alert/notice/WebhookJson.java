package io.spanstone.query.alert.notice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A notice as Alertmanager's webhook receiver sends it (version 4), so that what takes those takes
 * ours. {@code noticeId}, and {@code id}, {@code value}, {@code firings}, {@code links}, {@code
 * exampleTraces} and {@code acknowledged} of an alert are added.
 */
public final class WebhookJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** What Alertmanager writes for the end of what has not ended. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private WebhookJson() {}

  /**
   * The document in UTF-8.
   *
   * @param maxAlerts no more are told one by one; {@code truncatedAlerts} says how many were left
   *     out
   */
  public static byte[] write(Notice notice, int maxAlerts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, notice, maxAlerts);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Notice notice, int maxAlerts) throws IOException {
    List<NoticeAlert> shown = notice.alerts().stream().limit(maxAlerts).toList();
    json.writeStartObject();
    json.writeStringField("version", "4");
    json.writeStringField("groupKey", notice.groupKey());
    json.writeNumberField("truncatedAlerts", notice.alerts().size() - shown.size());
    json.writeStringField("status", notice.status());
    json.writeStringField("receiver", notice.receiver());
    writeMap(json, "groupLabels", new TreeMap<>(notice.groupLabels()));
    writeMap(json, "commonLabels", notice.commonLabels());
    writeMap(json, "commonAnnotations", notice.commonAnnotations());
    json.writeStringField("externalURL", notice.baseUrl());
    json.writeStringField("noticeId", notice.id());
    json.writeArrayFieldStart("alerts");
    for (NoticeAlert each : shown) {
      writeAlert(json, notice, each);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeAlert(JsonGenerator json, Notice notice, NoticeAlert told)
      throws IOException {
    Alert alert = told.alert();
    Instant endsAt = told.endsAt();
    json.writeStartObject();
    json.writeStringField("status", alert.state().id());
    writeMap(json, "labels", alert.labels());
    writeMap(json, "annotations", alert.annotations());
    json.writeStringField("startsAt", told.startsAt().toString());
    json.writeStringField("endsAt", endsAt == null ? NEVER : endsAt.toString());
    json.writeStringField("generatorURL", notice.absolute(alert.links().chart()));
    json.writeStringField("fingerprint", alert.id());
    json.writeStringField("id", alert.id());
    json.writeStringField("value", NoticeModel.number(alert.value()));
    json.writeNumberField("firings", told.firings());
    writeMap(json, "links", links(notice, alert));
    json.writeArrayFieldStart("exampleTraces");
    for (String traceId : told.exampleTraces()) {
      json.writeString(notice.absolute("/traces/" + traceId));
    }
    json.writeEndArray();
    writeAcknowledgement(json, told.acknowledged());
    json.writeEndObject();
  }

  private static void writeAcknowledgement(JsonGenerator json, @Nullable Acknowledgement given)
      throws IOException {
    if (given != null) {
      json.writeObjectFieldStart("acknowledged");
      json.writeStringField("by", given.by());
      json.writeStringField("comment", given.comment());
      json.writeStringField("at", given.at().toString());
      json.writeEndObject();
    }
  }

  /** The links that there are, absolute. */
  static Map<String, String> links(Notice notice, Alert alert) {
    Map<String, String> links = new TreeMap<>();
    links.put("chart", notice.absolute(alert.links().chart()));
    links.put("traces", notice.absolute(alert.links().traces()));
    links.put("logs", notice.absolute(alert.links().logs()));
    links.put("map", notice.absolute(alert.links().map()));
    links.values().removeIf(String::isEmpty);
    return links;
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
