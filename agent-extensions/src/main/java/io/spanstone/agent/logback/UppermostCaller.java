package io.spanstone.agent.logback;

import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds who called a logger as Logback does, behind the first frames that are the logger's, but
 * walks the stack no further than there. Walks once.
 */
public final class UppermostCaller
    implements Function<Stream<Object>, @Nullable Object>, Consumer<Object> {

  static final String EVENT = "ch.qos.logback.classic.spi.LoggingEvent";

  /** Who is content with one frame. */
  private static final String UPSTREAM = ".LoggingEventMapper";

  private static final String LOG4J_LOGGER = "org.apache.log4j.Category";
  private static final String SLF4J_LOGGERS = "org.slf4j.Logger";

  private final @Nullable String logger;
  private final List<String> frameworks;
  private Expected expected = Expected.EVENT;
  private StackTraceElement @Nullable [] caller;

  private enum Expected {
    EVENT,
    UPSTREAM,
    LOGGER,
    CALLER,
    NOTHING
  }

  /**
   * What {@link Frames} is to be walked with.
   *
   * @param logger the class that is called to log
   * @param frameworks how the names of classes begin that stand between a logger and its caller
   */
  public UppermostCaller(@Nullable String logger, List<String> frameworks) {
    this.logger = logger;
    this.frameworks = frameworks;
  }

  /** The caller alone, if it is upstream that asks the event; else null. */
  @Override
  public StackTraceElement @Nullable [] apply(Stream<Object> frames) {
    Spliterator<Object> all = frames.spliterator();
    boolean more = true;
    while (more && expected != Expected.NOTHING) {
      more = all.tryAdvance(this);
    }
    return caller;
  }

  @Override
  public void accept(Object frame) {
    String name = Frames.className(frame);
    switch (expected) {
      case EVENT:
        expected = name.equals(EVENT) ? Expected.UPSTREAM : Expected.EVENT;
        break;
      case UPSTREAM:
        expected = name.endsWith(UPSTREAM) ? Expected.LOGGER : Expected.NOTHING;
        break;
      case LOGGER:
        expected = isLogger(name) ? Expected.CALLER : Expected.LOGGER;
        break;
      case CALLER:
        if (!isLogger(name)) {
          caller = new StackTraceElement[] {Frames.element(frame)};
          expected = Expected.NOTHING;
        }
        break;
      default:
        break;
    }
  }

  private boolean isLogger(String name) {
    if (name.equals(logger) || name.equals(LOG4J_LOGGER) || name.startsWith(SLF4J_LOGGERS)) {
      return true;
    }
    for (String framework : frameworks) {
      if (name.startsWith(framework)) {
        return true;
      }
    }
    return false;
  }
}
