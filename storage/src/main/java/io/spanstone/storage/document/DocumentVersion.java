package io.spanstone.storage.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the states of one document apart: every write gives another one.
 *
 * @param seqNo Elasticsearch's number of the write
 * @param primaryTerm and of the primary shard that took it
 */
public record DocumentVersion(long seqNo, long primaryTerm) {
  private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})-(\\d{1,18})\"");

  /** As HTTP has it, in quotes. */
  public String etag() {
    return "\"" + seqNo + "-" + primaryTerm + "\"";
  }

  /** Which version an ETag stands for; nothing if it is not one of ours. */
  public static Optional<DocumentVersion> ofEtag(String etag) {
    Matcher matcher = ETAG.matcher(etag.trim());
    return matcher.matches()
        ? Optional.of(
            new DocumentVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
