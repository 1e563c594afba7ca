package io.spanstone.storage.blocks;

import io.spanstone.storage.cluster.StorageException;

/** Blocks that were found are not there any more: their index was dropped. */
final class BlocksGoneException extends StorageException {
  BlocksGoneException(String message) {
    super(message);
  }
}
