package io.spanstone.query.alert.silence;

import io.spanstone.storage.document.DocumentVersion;

/**
 * A silence as it is stored.
 *
 * @param version its ETag
 */
public record StoredSilence(Silence silence, DocumentVersion version) {}
