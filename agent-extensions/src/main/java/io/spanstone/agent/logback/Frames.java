package io.spanstone.agent.logback;

import static java.lang.invoke.MethodType.methodType;
import static java.util.Collections.emptySet;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Java's {@code StackWalker}, which bytecode of Java 8 cannot name, and which Java 8 does not have.
 * Stateless.
 */
public final class Frames {

  private static final String WALKER = "java.lang.StackWalker";
  private static final String FRAME = WALKER + "$StackFrame";

  /**
   * From here to whoever called a logger of Logback, one for a facade, and two places that the JVM
   * keeps for itself: as many as it is to look up at once. Each costs a tenth of a microsecond, and
   * so do those that nobody looks at; too few, and it looks up 16 more.
   */
  private static final int TO_CALLER = 9 + 1 + 2;

  private static final MethodHandle WALK = walk();
  private static final MethodHandle CLASS_NAME = ofFrame("getClassName", String.class);
  private static final MethodHandle ELEMENT =
      ofFrame("toStackTraceElement", StackTraceElement.class);

  private Frames() {}

  /** What the function makes of this thread's frames, the innermost first; null in Java 8. */
  public static @Nullable Object walk(Function<Stream<Object>, @Nullable Object> function) {
    try {
      return (Object) WALK.invokeExact((Function<?, ?>) function);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static String className(Object frame) {
    try {
      return (String) CLASS_NAME.invokeExact(frame);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static StackTraceElement element(Object frame) {
    try {
      return (StackTraceElement) ELEMENT.invokeExact(frame);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle walk() {
    try {
      Class<?> walker = Class.forName(WALKER);
      return MethodHandles.lookup() // the public one may not look up what depends on its caller
          .findVirtual(walker, "walk", methodType(Object.class, Function.class))
          .bindTo(
              walker
                  .getMethod("getInstance", Set.class, int.class)
                  .invoke(null, emptySet(), TO_CALLER));
    } catch (ReflectiveOperationException java8) {
      return nothing(Object.class, Function.class);
    }
  }

  private static MethodHandle ofFrame(String method, Class<?> result) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Class.forName(FRAME), method, methodType(result))
          .asType(methodType(result, Object.class));
    } catch (ReflectiveOperationException java8) {
      return nothing(result, Object.class);
    }
  }

  private static MethodHandle nothing(Class<?> result, Class<?> argument) {
    return MethodHandles.dropArguments(MethodHandles.constant(result, null), 0, argument);
  }
}
