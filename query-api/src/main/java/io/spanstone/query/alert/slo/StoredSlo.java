package io.spanstone.query.alert.slo;

import io.spanstone.storage.document.DocumentVersion;

/** An objective as it is kept. */
public record StoredSlo(Slo slo, DocumentVersion version) {}
