package io.spanstone.agent.logback;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import ch.qos.logback.classic.LoggerContext;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Answers upstream, and nobody else, who called the logger. */
final class LoggingEventInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named(UppermostCaller.EVENT);
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("getCallerData").and(takesNoArguments()), getClass().getName() + "$CallerAdvice");
  }

  /** The event keeps what Logback finds, but not this: layouts may want more of the stack. */
  public static final class CallerAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Advice.OnNonDefaultValue.class)
    public static StackTraceElement @Nullable [] enter(
        @Advice.FieldValue("callerDataArray") StackTraceElement @Nullable [] known,
        @Advice.FieldValue("fqnOfLoggerClass") @Nullable String logger,
        @Advice.FieldValue("loggerContext") @Nullable LoggerContext context) {
      return known == null && context != null
          ? (StackTraceElement[])
              Frames.walk(new UppermostCaller(logger, context.getFrameworkPackages()))
          : null;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Enter StackTraceElement @Nullable [] caller,
        @Advice.Return(readOnly = false) StackTraceElement @Nullable [] data) {
      if (caller != null) {
        data = caller;
      }
    }

    private CallerAdvice() {}
  }
}
