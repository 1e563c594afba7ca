package io.spanstone.collector.loglines;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names that common encoders give to the parts of a record: logstash-logback-encoder, ECS,
 * GELF, Spring Boot, Log4j, pino, bunyan, zap, zerolog, Serilog and others. Names are compared in
 * lower case and without {@code _}; of several the first counts.
 */
final class FieldRoles {
  static final List<String> TIME =
      List.of(
          "time",
          "timestamp",
          "@timestamp",
          "ts",
          "datetime",
          "eventtime",
          "timemillis",
          "timeunixnano",
          "@t",
          "t",
          "date",
          "asctime");
  static final String EPOCH_SECOND = "instant.epochsecond";
  static final String NANO_OF_SECOND = "instant.nanoofsecond";

  static final List<String> SEVERITY =
      List.of(
          "severitytext",
          "levelname",
          "level",
          "severity",
          "loglevel",
          "log.level",
          "lvl",
          "@level",
          "@l");
  static final String SEVERITY_NUMBER = "severitynumber";

  static final List<String> MESSAGE =
      List.of("message", "msg", "body", "shortmessage", "@message", "@m", "log", "text", "event");

  static final List<String> TRACE_ID =
      List.of("traceid", "trace.id", "oteltraceid", "mdc.traceid", "contextmap.traceid");
  static final List<String> SPAN_ID =
      List.of("spanid", "span.id", "otelspanid", "mdc.spanid", "contextmap.spanid");
  static final List<String> TRACE_FLAGS = List.of("traceflags", "trace.flags");
  static final String TRACEPARENT = "traceparent";

  static final List<String> LOGGER = List.of("logger", "loggername", "log.logger", "loglogger");

  /** What pino and bunyan call the logger. */
  static final String NAME = "name";

  static final List<String> THREAD =
      List.of("thread", "threadname", "thread.name", "process.thread.name", "processthreadname");

  static final List<String> EXCEPTION_TYPE =
      List.of(
          "exception.type",
          "error.type",
          "err.type",
          "errortype",
          "exceptiontype",
          "exceptionclass",
          "thrown.name",
          "exception.exceptionclass");
  static final List<String> EXCEPTION_MESSAGE =
      List.of(
          "exception.message",
          "error.message",
          "err.message",
          "errormessage",
          "exceptionmessage",
          "thrown.message",
          "thrown.localizedmessage",
          "exception.exceptionmessage");
  static final List<String> STACK_TRACE =
      List.of(
          "exception.stacktrace",
          "stacktrace",
          "error.stacktrace",
          "err.stack",
          "error.stack",
          "stack",
          "errorstacktrace",
          "errorverbose",
          "excinfo");

  /** A message, or a whole stack trace. */
  static final List<String> EXCEPTION =
      List.of("exception", "throwable", "thrown", "error", "err", "@x");

  /** Attributes of the resource, by their names in OpenTelemetry. */
  static final Map<String, List<String>> RESOURCE =
      Map.of(
          "service.name",
          List.of(
              "service.name",
              "servicename",
              "service",
              "app",
              "application",
              "appname",
              "applicationname",
              "spring.application.name"),
          "service.namespace",
          List.of("service.namespace", "servicenamespace", "namespace"),
          "service.version",
          List.of("service.version", "serviceversion"),
          "service.instance.id",
          List.of(
              "service.instance.id", "serviceinstanceid", "service.node.name", "servicenodename"),
          "deployment.environment.name",
          List.of(
              "deployment.environment.name",
              "deployment.environment",
              "service.environment",
              "serviceenvironment"),
          "host.name",
          List.of("host.name", "hostname", "host"));

  /** Where GELF has the stack trace, if it has one. */
  static final String FULL_MESSAGE = "fullmessage";

  /** Objects that hold the MDC; its keys are attributes of their own. */
  static final List<String> CONTEXT_PREFIXES = List.of("mdc.", "contextMap.");

  private FieldRoles() {}

  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
