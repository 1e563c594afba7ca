package io.spanstone.agent.notes;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What code above an HTTP client knows of a call that it is about to make: attributes for the
 * CLIENT span, which somebody else makes, and for the span in which a guard decides on the call.
 * Called through {@code io.spanstone.agent.door}.
 */
public final class CallNotes {

  private static final ContextKey<Attributes> KEY = ContextKey.named("spanstone-call-notes");
  private static final ContextKey<Attributes> GUARDED = ContextKey.named("spanstone-guarded-call");

  private CallNotes() {}

  /** Spans that start in this scope are of this call; the caller closes it. */
  @SuppressWarnings("MustBeClosed")
  public static Scope begin(Attributes notes) {
    return Context.current().with(KEY, notes).makeCurrent();
  }

  /** Null if nobody left any. */
  public static @Nullable Attributes of(Context context) {
    return context.get(KEY);
  }

  /** What guards decide in this scope is on this call; the caller closes it. */
  @SuppressWarnings("MustBeClosed")
  public static Scope beginGuarded(Attributes notes) {
    return Context.current().with(GUARDED, notes).makeCurrent();
  }

  /** Null if nobody told which call it is. */
  public static @Nullable Attributes guarded(Context context) {
    return context.get(GUARDED);
  }
}
