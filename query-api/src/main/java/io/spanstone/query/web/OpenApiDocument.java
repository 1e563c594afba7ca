package io.spanstone.query.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API's contract for programs, {@code openapi.yaml}. Thread-safe. */
public final class OpenApiDocument {
  private static final String RESOURCE = "/io/spanstone/query/openapi.yaml";

  private final StaticFile document = read();

  /** Answers with the document. */
  public void send(Context request) {
    document.send(request, HttpStatus.OK, "no-cache");
  }

  private static StaticFile read() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new StaticFile(in.readAllBytes(), "application/yaml");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
