package io.spanstone.query.prometheus;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.QueryCancelledException;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Failures;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The funnel from any exception to the error that a client of Prometheus understands. */
public final class PrometheusFailures {
  private static final String ROOT = "/prometheus/";

  private PrometheusFailures() {}

  /** Whether the client of this request expects errors of Prometheus. */
  public static boolean concern(Context request) {
    return request.path().startsWith(ROOT);
  }

  /** Answers the request with what {@code failure} means to its client. */
  public static void answer(Exception failure, Context request) {
    if (request.res().isCommitted()) {
      Failures.answer(failure, request);
      return;
    }
    ErrorType type = typeOf(failure);
    if (type != null && !(failure instanceof StorageException)) {
      answer(type.status(), type, String.valueOf(failure.getMessage()), request);
      return;
    }
    Problem problem = Failures.problemOf(failure, request);
    problem.headers().forEach(request::header);
    answer(problem.status(), typeOf(problem.status()), problem.detail(), request);
  }

  /** What kind of error a query failed with; null if it is none of its own. */
  static @Nullable ErrorType typeOf(Exception failure) {
    if (failure instanceof StorageException) {
      return ErrorType.UNAVAILABLE;
    }
    if (failure instanceof PrometheusException known) {
      return known.type();
    }
    if (failure instanceof PromqlSyntaxException) {
      return ErrorType.BAD_DATA;
    }
    if (failure instanceof QueryTimeoutException) {
      return ErrorType.TIMEOUT;
    }
    if (failure instanceof QueryCancelledException) {
      return ErrorType.CANCELED;
    }
    return failure instanceof PromqlEvaluationException || failure instanceof LimitExceededException
        ? ErrorType.EXECUTION
        : null;
  }

  private static ErrorType typeOf(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> ErrorType.NOT_FOUND;
      case SERVICE_UNAVAILABLE -> ErrorType.UNAVAILABLE;
      case INTERNAL_SERVER_ERROR -> ErrorType.INTERNAL;
      default -> ErrorType.BAD_DATA;
    };
  }

  private static void answer(HttpStatus status, ErrorType type, String error, Context request) {
    request.res().setCharacterEncoding((String) null); // of the answer that was not to be
    try {
      JsonAnswer.send(
          request,
          status,
          json -> {
            json.writeStartObject();
            json.writeStringField("status", "error");
            json.writeStringField("errorType", type.toString());
            json.writeStringField("error", error);
            json.writeEndObject();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the client went away", e);
    }
  }
}
