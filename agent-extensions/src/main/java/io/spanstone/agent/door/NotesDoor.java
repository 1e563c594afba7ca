package io.spanstone.agent.door;

import static java.lang.invoke.MethodType.methodType;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Scope;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** {@code io.spanstone.agent.notes.CallNotes}, as code in a service's class loader sees it. */
public final class NotesDoor {

  private static final String NOTES = "io.spanstone.agent.notes.CallNotes";

  private static final MethodHandle BEGIN =
      Door.to(NOTES, "begin", methodType(Scope.class, Attributes.class));
  private static final MethodHandle BEGIN_GUARDED =
      Door.to(NOTES, "beginGuarded", methodType(Scope.class, Attributes.class));

  private NotesDoor() {}

  /** Spans that start in this scope are of this call; null if that could not be told. */
  public static @Nullable Scope begin(Attributes notes) {
    try {
      return (Scope) BEGIN.invokeExact(notes);
    } catch (Throwable ours) {
      Door.report(ours);
      return null;
    }
  }

  /** What guards decide in this scope is on this call; null if that could not be told. */
  public static @Nullable Scope beginGuarded(Attributes notes) {
    try {
      return (Scope) BEGIN_GUARDED.invokeExact(notes);
    } catch (Throwable ours) {
      Door.report(ours);
      return null;
    }
  }
}
