package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the answers of searches have in common. */
final class SearchPages {
  private SearchPages() {}

  /** The answer to a cursor that another search gave, or none. */
  static ProblemException notOfThisSearch() {
    return new ProblemException(
        Problem.ofParameters(
            List.of(
                new ParameterFault(
                    "cursor",
                    "is not the cursor of a search with these conditions; repeat them all as they"
                        + " were, or leave the cursor out to search anew"))));
  }

  /**
   * Writes how far the search got, into the object that has what it found.
   *
   * @param scannedUntil null if all was looked through
   * @param cursor to go on from; null at the end
   */
  static void writeReach(
      JsonGenerator json, boolean complete, @Nullable Instant scannedUntil, @Nullable String cursor)
      throws IOException {
    json.writeBooleanField("complete", complete);
    if (scannedUntil != null) {
      json.writeStringField("scannedUntil", scannedUntil.toString());
    }
    json.writeStringField("cursor", cursor);
  }
}
