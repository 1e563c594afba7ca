package io.spanstone.storage.document;

import java.io.IOException;

/** The document is not in the state any more that was to be changed. */
public final class DocumentChangedException extends IOException {
  public DocumentChangedException(String message) {
    super(message);
  }
}
