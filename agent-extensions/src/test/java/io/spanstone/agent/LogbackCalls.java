package io.spanstone.agent;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** Logs by Logback, then logs who Logback says it was. */
public final class LogbackCalls implements HttpHandler {

  private static final Logger logger = LoggerFactory.getLogger(LogbackCalls.class);

  private final LastCaller last = new LastCaller();

  public LogbackCalls(String self) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getFrameworkPackages().add(Framework.class.getName());
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    last.setContext(context);
    last.start();
    root.addAppender(last);
  }

  /** Comes after upstream, which has asked by then. */
  private static final class LastCaller extends AppenderBase<ILoggingEvent> {
    private String text = "";

    @Override
    protected void append(ILoggingEvent event) {
      boolean made = ((LoggingEvent) event).hasCallerData();
      text = event.getCallerData()[0] + (made ? ", made before" : ", made now");
    }
  }

  /** The logger knows its name. */
  private static final class Facade {
    static void log(String message) {
      ((LocationAwareLogger) logger)
          .log(null, Facade.class.getName(), LocationAwareLogger.INFO_INT, message, null, null);
    }
  }

  /** Logback has been told its name. */
  private static final class Framework {
    static void log(String message) {
      logger.info(message);
    }
  }

  @Override
  public void handle(HttpExchange exchange) {
    String task = GuardedService.task(exchange);
    switch (task) {
      case "method" -> logger.info(task);
      case "lambda" -> run(() -> logger.info(task));
      case "facade" -> Facade.log(task);
      case "framework" -> Framework.log(task);
      default -> throw new IllegalArgumentException(task);
    }
    logger.info(task + " by " + last.text);
  }

  private static void run(Runnable work) {
    work.run();
  }
}
