package io.spanstone.query.alert.rule;

import io.spanstone.storage.document.DocumentVersion;

/** A rule as it is kept. */
public record StoredRule(AlertRule rule, DocumentVersion version) {}
