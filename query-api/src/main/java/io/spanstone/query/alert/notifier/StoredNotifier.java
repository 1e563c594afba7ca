package io.spanstone.query.alert.notifier;

import io.spanstone.storage.document.DocumentVersion;

/**
 * A notifier as it is stored.
 *
 * @param version its ETag
 */
public record StoredNotifier(Notifier notifier, DocumentVersion version) {}
