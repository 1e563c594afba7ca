package io.spanstone.agent.notes;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What code above an HTTP client knows of a call that it is about to make: attributes for the
 * CLIENT span, which somebody else makes. Called through {@code io.spanstone.agent.door}.
 */
public final class CallNotes {

  private static final ContextKey<Attributes> KEY = ContextKey.named("spanstone-call-notes");

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
}
