package io.spanstone.storage.bulk;

/**
 * What Elasticsearch said of one {@link BulkItem}.
 *
 * @param outcome the kind of answer
 * @param status the item's HTTP status
 * @param reason why, for {@code RETRY} and {@code REJECTED}, at most 500 characters; else empty
 */
public record Verdict(Outcome outcome, int status, String reason) {
  /** The kinds of answer. */
  public enum Outcome {
    /** Stored now, on every active copy. */
    CREATED,
    /** A document of that id was there already (409): an earlier try has stored it. */
    EXISTS,
    /**
     * Not stored, for a reason that is not the document's and may pass: overload, a lost node, a
     * full disk, a blocked index, missing rights, the limit of shards (all but the others).
     */
    RETRY,
    /** Not stored, and it never will be: the document itself is refused (400, 413). */
    REJECTED
  }
}
