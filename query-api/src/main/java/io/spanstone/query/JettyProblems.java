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

/**
 * Answers what never becomes a request to Javalin, such as a malformed or oversized head, with a
 * problem document rather than Jetty's page.
 */
final class JettyProblems extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpStatus status = HttpStatus.forStatus(response.getStatus());
    Object reason = request.getAttribute(ERROR_MESSAGE);
    Problem problem =
        Problem.of(status, reason == null ? "the request is not valid HTTP" : reason.toString());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    byte[] body = Failures.bytes(problem, Request.getPathInContext(request));
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
