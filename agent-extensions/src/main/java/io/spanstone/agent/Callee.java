package io.spanstone.agent;

import org.jspecify.annotations.Nullable;

/** What a service answers to callers of protocols that upstream has no response headers for. */
public final class Callee {

  private static final int SPAN_ID_FROM = 36;
  private static final int SPAN_ID_TO = 52;

  private Callee() {}

  /**
   * The name of this service, if these are the headers of a caller that told who it is; else empty.
   *
   * @param traceParent of W3C's trace context
   * @param traceState of W3C's trace context
   */
  public static String answerTo(@Nullable String traceParent, @Nullable String traceState) {
    return traceParent != null
            && traceState != null
            && traceParent.length() >= SPAN_ID_TO
            && traceState.contains(
                CallerMember.KEY + "=" + traceParent.substring(SPAN_ID_FROM, SPAN_ID_TO) + ";")
        ? ServiceIdentity.encoded()
        : "";
  }
}
