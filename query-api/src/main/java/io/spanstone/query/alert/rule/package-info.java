/**
 * Rules: what is to be watched and who is to be told. {@link
 * io.spanstone.query.alert.rule.RuleFields} reads what clients send, {@link
 * io.spanstone.query.alert.rule.RuleStore} keeps it.
 */
@NullMarked
package io.spanstone.query.alert.rule;

import org.jspecify.annotations.NullMarked;
