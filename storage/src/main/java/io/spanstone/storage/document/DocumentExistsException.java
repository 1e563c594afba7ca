package io.spanstone.storage.document;

import java.io.IOException;

/** There is a document of this id already. */
public final class DocumentExistsException extends IOException {
  public DocumentExistsException(String message) {
    super(message);
  }
}
