package io.spanstone.query;

import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Failures;
import io.spanstone.query.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what never becomes a request to Javalin, such as a malformed or oversized head, with a
 * problem document rather than Jetty's page.
 */
final class JettyProblems extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpStatus status = HttpStatus.forStatus(response.getStatus());
    Problem problem = Problem.of(status, detail(status, request.getAttribute(ERROR_MESSAGE)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    byte[] body = Failures.bytes(problem, Request.getPathInContext(request));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String detail(HttpStatus status, @Nullable Object reason) {
    if (status == HttpStatus.URI_TOO_LONG) {
      return "the address is too long; shorten its parameters, or POST those of a PromQL query";
    }
    if (status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) {
      return "the headers are too long; send fewer or shorter ones, such as cookies";
    }
    if (reason == null || reason.toString().equals(status.getMessage())) {
      return "the request is not valid HTTP; look at the characters of its address and headers";
    }
    return reason.toString();
  }
}
