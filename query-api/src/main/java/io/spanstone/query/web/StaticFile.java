package io.spanstone.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A small file with what HTTP says of it. Immutable. */
final class StaticFile {
  private final byte[] content;
  private final String mediaType;

  /** Weak, since the same file is sent gzipped or not; changes with the content alone. */
  private final String etag;

  /**
   * @param content not to be changed afterwards
   */
  StaticFile(byte[] content, String mediaType) {
    this.content = content;
    this.mediaType = mediaType;
    this.etag = "W/\"%s\"".formatted(HexFormat.of().formatHex(sha256(content), 0, 16));
  }

  /** The content as text. */
  String text() {
    return new String(content, UTF_8);
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Answers with the file, or 304 if the client has it already. */
  void send(Context request, HttpStatus status, String cacheControl) {
    request.header(Header.ETAG, etag).header(Header.CACHE_CONTROL, cacheControl);
    if (status == HttpStatus.OK && matches(request.header(Header.IF_NONE_MATCH), etag)) {
      request.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    request.status(status).result(content).contentType(mediaType);
  }

  /** Whether {@code If-None-Match} names the tag. Source: RFC 9110, section 13.1.2. */
  static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String opaque = withoutWeakness(etag);
    return Arrays.stream(ifNoneMatch.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(opaque));
  }

  private static String withoutWeakness(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
