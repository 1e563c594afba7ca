package io.spanstone.query.request;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;

/**
 * What all kinds of things that are created, replaced and deleted over HTTP have alike: ids that
 * the server gives, changes by who has seen the thing as it is, and words for what cannot be done.
 *
 * @param name of one, such as {@code alert rule}
 * @param path of all, such as {@code /api/v1/alert-rules}
 */
public record StoredKind(String name, String path) {

  /** Creates or replaces what is stored. */
  public interface Change<T> {
    /** Throws what {@link io.spanstone.storage.document.Documents} throws. */
    T make() throws IOException;
  }

  /** Deletes what is stored. */
  public interface Deletion {
    /** Throws what {@link io.spanstone.storage.document.Documents} throws. */
    void of(String id, DocumentVersion version) throws IOException;
  }

  /** A body to create one of has no id; empty is none. */
  public void checkNoId(JsonFields fields, String id) {
    if (!id.isEmpty()) {
      fields.fault("id", "is given by the server; leave it out, or PUT to change what is there");
    }
  }

  /** A body to replace one with has the id in the path, or none, which is empty. */
  public void checkId(JsonFields fields, String id, String inPath) {
    if (!id.isEmpty() && !id.equals(inPath)) {
      fields.fault("id", "must be %s, which the path names, or be left out".formatted(inPath));
    }
  }

  /**
   * There may be one more.
   *
   * @throws ProblemException if there may not
   */
  public void checkRoom(int there, int most) {
    if (there >= most) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.CONFLICT,
              "there are %d %ss already, and %d is the most; delete some"
                  .formatted(there, name, most)));
    }
  }

  /** Creates one, and tells the client where it is. */
  public <T> T create(Context request, String id, Change<T> creation) throws IOException {
    T created = creation.make();
    request.header(Header.LOCATION, path + "/" + id);
    return created;
  }

  /**
   * Replaces one.
   *
   * @throws ProblemException if it is missing, or has changed since the client has seen it
   */
  public <T> T replace(String id, Change<T> replacement) throws IOException {
    try {
      return replacement.make();
    } catch (DocumentMissingException e) {
      throw missing(id);
    } catch (DocumentChangedException e) {
      throw IfMatch.changed();
    }
  }

  /**
   * Answers a request to delete one.
   *
   * @throws ProblemException if it is missing, or has changed since the client has seen it
   */
  public void delete(Context request, Deletion deletion) throws IOException {
    String id = Ids.inPath(request);
    DocumentVersion version = IfMatch.version(request);
    DocumentVersion unused =
        replace(
            id,
            () -> {
              deletion.of(id, version);
              return version;
            });
    request.status(HttpStatus.NO_CONTENT);
  }

  /** For a client that asks for one that is not there. */
  public ProblemException missing(String id) {
    return new ProblemException(
        Problem.of(HttpStatus.NOT_FOUND, "there is no %s '%s'; see %s".formatted(name, id, path)));
  }
}
