/**
 * Evaluation: a {@link io.spanstone.query.alert.evaluate.Lane} asks what the conditions of its
 * rules give ({@code RuleQuery}), {@code AlertLifecycle} makes of it what becomes of their alerts,
 * {@code StateStore} writes that down. docs/guides/alerts.md tells the whole.
 */
@NullMarked
package io.spanstone.query.alert.evaluate;

import org.jspecify.annotations.NullMarked;
