package io.spanstone.agent.guard;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;

/** What a guard does to the calls that pass it; each has metrics and attributes of its own name. */
@SuppressWarnings("ImmutableEnumChecker") // keys of attributes are immutable and do not say so
enum GuardKind {
  CIRCUIT_BREAKER,
  RETRY,
  BULKHEAD,
  RATE_LIMITER,
  TIME_LIMITER,
  FALLBACK;

  /** What its metrics and attributes begin with, such as {@code circuit_breaker}. */
  final String prefix = name().toLowerCase(Locale.ROOT);

  final AttributeKey<String> nameKey = stringKey(prefix + ".name");
  final AttributeKey<String> libraryKey = stringKey(prefix + ".library");
  final AttributeKey<String> outcomeKey = stringKey(prefix + ".outcome");

  /** Whether the call that was guarded went well: one that a fallback answered did not. */
  boolean wentWell(String outcome) {
    return this != FALLBACK && (outcome.equals("success") || outcome.equals("permitted"));
  }

  static GuardKind of(String prefix) {
    return valueOf(prefix.toUpperCase(Locale.ROOT));
  }
}
