package io.spanstone.query.request;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.storage.document.DocumentVersion;

/** Changes of what is stored: only by who has seen it as it is. */
public final class IfMatch {
  private IfMatch() {}

  /**
   * Which version the client has seen.
   *
   * @throws ProblemException if it does not say
   */
  public static DocumentVersion version(Context request) {
    String etag = request.header(Header.IF_MATCH);
    if (etag == null) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.PRECONDITION_REQUIRED,
              "send If-Match with the ETag that GET answers, so that nobody's change is lost"));
    }
    return DocumentVersion.ofEtag(etag).orElseThrow(IfMatch::changed);
  }

  /** For a client that has seen another version than there is. */
  public static ProblemException changed() {
    return new ProblemException(
        Problem.of(
            HttpStatus.PRECONDITION_FAILED,
            "it was changed since; GET it again, and send If-Match with the ETag of now"));
  }

  /** Tells the client which version it is shown. */
  public static void answer(Context request, DocumentVersion version) {
    request.header(Header.ETAG, version.etag());
  }
}
