package io.spanstone.agent.door;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** {@code io.spanstone.agent.Callee}, as code in a service's class loader sees it. */
public final class CalleeDoor {

  private static final MethodHandle ANSWER_TO =
      Door.to(
          "io.spanstone.agent.Callee",
          "answerTo",
          methodType(String.class, String.class, String.class));

  private CalleeDoor() {}

  /** What to tell the caller that sent these headers; empty if nothing. */
  public static String answerTo(@Nullable String traceParent, @Nullable String traceState) {
    try {
      String answer = (String) ANSWER_TO.invokeExact(traceParent, traceState);
      return answer == null ? "" : answer;
    } catch (Throwable ours) {
      Door.report(ours);
      return "";
    }
  }
}
