package io.spanstone.agent.door;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code io.spanstone.agent.guard.Guards}, as code in a service's class loader sees it. What is
 * thrown in there stays in there.
 */
public final class GuardDoor {

  private static final String GUARDS = "io.spanstone.agent.guard.Guards";

  private static final MethodHandle REGISTER =
      Door.to(
          GUARDS,
          "register",
          methodType(Object.class, String.class, String.class, String.class, Supplier.class));
  private static final MethodHandle BEGIN =
      Door.to(GUARDS, "begin", methodType(void.class, Object.class));
  private static final MethodHandle CALLED =
      Door.to(GUARDS, "called", methodType(void.class, Object.class, String.class));
  private static final MethodHandle DECIDED =
      Door.to(GUARDS, "decided", methodType(void.class, Object.class, String.class));
  private static final MethodHandle TRANSITION =
      Door.to(
          GUARDS, "transition", methodType(void.class, Object.class, String.class, String.class));

  private GuardDoor() {}

  /** A guard was made; null if it could not be told, and then nothing more is to be told of it. */
  public static @Nullable Object register(
      String kind, String library, String name, @Nullable Supplier<?> source) {
    try {
      return (Object) REGISTER.invokeExact(kind, library, name, source);
    } catch (Throwable ours) {
      Door.report(ours);
      return null;
    }
  }

  /** A breaker lets a call pass. */
  public static void begin(@Nullable Object breaker) {
    if (breaker == null) {
      return;
    }
    try {
      BEGIN.invokeExact(breaker);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** A call came to an end at a guard, or was refused by it. */
  public static void called(@Nullable Object guard, String outcome) {
    if (guard == null) {
      return;
    }
    try {
      CALLED.invokeExact(guard, outcome);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** Like {@link #called}, of a call that is counted elsewhere. */
  public static void decided(@Nullable Object guard, String outcome) {
    if (guard == null) {
      return;
    }
    try {
      DECIDED.invokeExact(guard, outcome);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }

  /** A breaker changed its state. */
  public static void transition(@Nullable Object breaker, String from, String to) {
    if (breaker == null) {
      return;
    }
    try {
      TRANSITION.invokeExact(breaker, from, to);
    } catch (Throwable ours) {
      Door.report(ours);
    }
  }
}
