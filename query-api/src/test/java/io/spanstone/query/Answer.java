package io.spanstone.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** What the server answered, as it came over the wire. */
record Answer(HttpResponse<byte[]> response) {
  int status() {
    return response.statusCode();
  }

  byte[] body() {
    return response.body();
  }

  String text() {
    return new String(body(), UTF_8);
  }

  /** The header's first value; empty if it is absent. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(body());
    } catch (IOException e) {
      throw new UncheckedIOException(text(), e);
    }
  }
}
