package io.spanstone.query.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The funnel from any exception to the answer that the client gets. If the answer has begun
 * already, the connection is cut, so that nobody takes half an answer for a whole one. Thread-safe.
 */
public final class Failures {
  private static final Logger logger = LoggerFactory.getLogger(Failures.class);
  private static final JsonFactory JSON = new JsonFactory();

  /** What Elasticsearch says of one request, and that it may say again of each of many shards. */
  private static final int LONGEST_CAUSE = 500;

  private Failures() {}

  /** Answers the request with what {@code failure} means to its client. */
  public static void answer(Exception failure, Context request) {
    if (request.res().isCommitted()) {
      logger.warn("{} failed in the middle of its answer", request.path(), failure);
      ServletContextRequest.getServletContextRequest(request.req())
          .getServletChannel()
          .abort(failure);
      return;
    }
    answer(problemOf(failure, request), request);
  }

  /** Answers the request with the problem. */
  public static void answer(Problem problem, Context request) {
    problem.headers().forEach(request::header);
    request.res().setCharacterEncoding((String) null); // of the answer that was not to be
    request
        .status(problem.status())
        .header(Header.CACHE_CONTROL, "no-store")
        .result(bytes(problem, request.path()))
        .contentType(Problem.MEDIA_TYPE);
  }

  /** The problem document in UTF-8. */
  public static byte[] bytes(Problem problem, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      problem.writeTo(json, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toByteArray();
  }

  /** What a failure means to the client; logged if it is the server's. */
  public static Problem problemOf(Exception failure, Context request) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof StorageException) {
      logger.warn("{} could not be answered: {}", request.path(), failure.toString());
      String cause = "Elasticsearch does not answer at the moment";
      if (failure instanceof ClusterStatusException refused) {
        String words = start(refused.getMessage());
        if (!passes(refused)) {
          return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "Elasticsearch refuses it until somebody has mended that: " + words);
        }
        cause = "Elasticsearch refuses it at the moment: " + words;
      }
      return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE, cause + "; try again shortly, and see /readyz")
          .withHeader(Header.RETRY_AFTER, "2");
    }
    if (failure instanceof MethodNotAllowedResponse refused) {
      String allowed = String.join("", refused.getDetails().values());
      return Problem.of(
              HttpStatus.METHOD_NOT_ALLOWED,
              "%s cannot be done here; use one of %s".formatted(request.method(), allowed))
          .withHeader(Header.ALLOW, allowed);
    }
    if (failure instanceof HttpResponseException framework) {
      return Problem.of(
          HttpStatus.forStatus(framework.getStatus()), String.valueOf(framework.getMessage()));
    }
    logger.error("{} failed", request.path(), failure);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "the request met a fault in Spanstone; its log says which");
  }

  /**
   * It is too busy, ill, what it had for a search is gone, or an index is blocked for a while,
   * which has the status of no rights.
   */
  private static boolean passes(ClusterStatusException refused) {
    return refused.status() == HttpStatus.TOO_MANY_REQUESTS.getCode()
        || refused.status() == HttpStatus.NOT_FOUND.getCode()
        || refused.status() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
        || String.valueOf(refused.getMessage()).contains("cluster_block_exception");
  }

  private static String start(@Nullable String text) {
    String all = String.valueOf(text);
    return all.length() <= LONGEST_CAUSE ? all : all.substring(0, LONGEST_CAUSE) + "…";
  }
}
