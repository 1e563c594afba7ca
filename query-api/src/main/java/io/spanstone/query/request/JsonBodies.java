package io.spanstone.query.request;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.util.Locale;

/**
 * Bodies of requests that change something. They must say that they are JSON: what a page of
 * another site can make a browser send without asking us first, cannot.
 */
public final class JsonBodies {
  private static final int MOST_BYTES = 1_000_000;

  private JsonBodies() {}

  /**
   * The fields of the body.
   *
   * @throws ProblemException if it is no JSON object, does not say so, or is too large
   */
  public static JsonFields json(Context request) throws IOException {
    return JsonFields.of(bytes(request));
  }

  /**
   * The body, which says that it is JSON.
   *
   * @throws ProblemException if it does not say so, or is too large
   */
  public static byte[] bytes(Context request) throws IOException {
    requireJson(request);
    byte[] body = request.bodyInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "the body must have %d bytes at most".formatted(MOST_BYTES)));
    }
    return body;
  }

  /** Refuses what does not say that it is JSON. */
  private static void requireJson(Context request) {
    String type = request.contentType();
    String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "send Content-Type: application/json, not "
                  + (media.isEmpty() ? "no type" : "'" + media + "'")));
    }
  }
}
