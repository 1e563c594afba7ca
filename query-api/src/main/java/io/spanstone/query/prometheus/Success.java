package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Answers a request with what it asked for, in the envelope that clients of Prometheus expect. */
public final class Success {
  static final String TRUNCATED = "results truncated due to limit";

  private Success() {}

  /** Sends data while it is being written. */
  public static void send(Context request, JsonAnswer.Body data) throws IOException {
    send(request, data, List.of(), List.of());
  }

  static void send(Context request, JsonAnswer.Body data, List<String> warnings, List<String> infos)
      throws IOException {
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "success");
          json.writeFieldName("data");
          data.write(json);
          writeUnlessEmpty(json, "warnings", warnings);
          writeUnlessEmpty(json, "infos", infos);
          json.writeEndObject();
        });
  }

  /**
   * Sends a list.
   *
   * @param limit at most so many; 0 means all
   */
  static <T> void sendList(Context request, Collection<T> all, int limit, ItemWriter<T> writer)
      throws IOException {
    boolean truncated = limit > 0 && all.size() > limit;
    send(
        request,
        json -> {
          json.writeStartArray();
          int left = truncated ? limit : all.size();
          for (T item : all) {
            if (left-- == 0) {
              break;
            }
            writer.write(json, item);
          }
          json.writeEndArray();
        },
        truncated ? List.of(TRUNCATED) : List.of(),
        List.of());
  }

  /** Writes one item of a list. */
  interface ItemWriter<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  private static void writeUnlessEmpty(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(field);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }
}
