package io.spanstone.agent.door;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * How code of ours that runs in a service's class loader reaches the extension, whose classes it
 * does not see: by method handles, with types that both know. Thread-safe.
 */
final class Door {

  private static final String BOOTSTRAP = "io.opentelemetry.javaagent.bootstrap.";

  private static final MethodHandle REPORT =
      to(
          null,
          BOOTSTRAP + "ExceptionLogger",
          "logSuppressedError",
          MethodType.methodType(void.class, String.class, Throwable.class));

  private Door() {}

  /** A public static method of the extension; one that does nothing if there is none. */
  static MethodHandle to(String className, String method, MethodType type) {
    try {
      ClassLoader extension =
          (ClassLoader)
              Class.forName(BOOTSTRAP + "AgentInitializer", true, null)
                  .getMethod("getExtensionsClassLoader")
                  .invoke(null);
      return to(extension, className, method, type);
    } catch (ReflectiveOperationException | RuntimeException absent) {
      report(absent);
      return nothing(type);
    }
  }

  /** Where the agent tells what failed in its advice: to its own log, at debug level. */
  static void report(Throwable ours) {
    try {
      REPORT.invokeExact("the extension of Spanstone failed", ours);
    } catch (Throwable again) {
      // there is nobody left to tell, and the service goes on
    }
  }

  private static MethodHandle to(
      @Nullable ClassLoader loader, String className, String method, MethodType type) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(Class.forName(className, true, loader), method, type);
    } catch (ReflectiveOperationException | LinkageError absent) {
      return nothing(type);
    }
  }

  private static MethodHandle nothing(MethodType type) {
    MethodHandle nothing =
        MethodHandles.constant(Object.class, null).asType(MethodType.methodType(type.returnType()));
    return MethodHandles.dropArguments(nothing, 0, type.parameterList());
  }
}
