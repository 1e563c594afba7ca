package io.spanstone.query.dashboards;

import io.spanstone.storage.document.DocumentVersion;

/** A board as it is kept. */
record StoredDashboard(Dashboard dashboard, DocumentVersion version) {}
