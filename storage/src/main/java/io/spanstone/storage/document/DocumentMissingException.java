package io.spanstone.storage.document;

import java.io.IOException;

/** There is no document of this id. */
public final class DocumentMissingException extends IOException {
  public DocumentMissingException(String message) {
    super(message);
  }
}
