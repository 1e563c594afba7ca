package io.spanstone.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.spanstone.storage.document.Documents;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of what people create. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 8;

  private Ids() {}

  /** 16 hex digits that nobody can guess. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** That of the thing that a request is about, which may have no parameters then. */
  public static String inPath(Context request) {
    Parameters parameters = Parameters.of(request);
    String id = parameters.path("id", Ids::stored, "");
    parameters.check();
    return id;
  }

  private static String stored(String id) throws InvalidValueException {
    if (id.getBytes(UTF_8).length > Documents.MAX_ID_BYTES) {
      throw new InvalidValueException(
          "must have at most %d bytes; the list has the ids that there are"
              .formatted(Documents.MAX_ID_BYTES));
    }
    return id;
  }

  /** The same for the same text. */
  public static String of(String text) {
    return HexFormat.of()
        .toHexDigits(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getMostSignificantBits());
  }
}
