package io.spanstone.query.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;

/** Answers a request with JSON that goes out while it is being written. */
public final class JsonAnswer {
  public static final String MEDIA_TYPE = "application/json";

  /**
   * Leaves the stream to the server, and an answer that breaks off half-way visibly broken: closing
   * its brackets would make it look whole.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  /** Writes the one value that is the answer. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonAnswer() {}

  /** Answers 200. */
  public static void send(Context request, Body body) throws IOException {
    send(request, HttpStatus.OK, body);
  }

  /**
   * Answers with that status; nothing is sent if {@code body} fails within its first 8,000 bytes.
   */
  public static void send(Context request, HttpStatus status, Body body) throws IOException {
    JsonGenerator json = JSON.createGenerator(start(request, status));
    body.write(json);
    json.close(); // only after success: closing flushes
  }

  /** Begins to answer 200; the one value that is the answer is to be written there, in UTF-8. */
  public static OutputStream start(Context request) {
    return start(request, HttpStatus.OK);
  }

  private static OutputStream start(Context request, HttpStatus status) {
    request.status(status).contentType(MEDIA_TYPE).header(Header.CACHE_CONTROL, "no-store");
    return request.outputStream();
  }
}
