/**
 * Alerts: what they are, for all that deal with them. Rules ({@code rule}) are evaluated ({@code
 * evaluate}) by whoever holds the lease of their group ({@code lease}); what becomes of alerts is
 * kept ({@code history}).
 */
@NullMarked
package io.spanstone.query.alert;

import org.jspecify.annotations.NullMarked;
