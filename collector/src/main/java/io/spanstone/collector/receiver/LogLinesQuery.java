package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import io.spanstone.collector.loglines.LineDefaults;
import io.spanstone.collector.loglines.LineFormat;
import io.spanstone.collector.loglines.SeverityName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says of all its log lines: by its parameters, and its content type. */
record LogLinesQuery(LineFormat format, LineDefaults defaults) {
  private static final Map<String, String> RESOURCE =
      Map.of(
          "service", "service.name",
          "namespace", "service.namespace",
          "version", "service.version",
          "instance", "service.instance.id",
          "environment", "deployment.environment.name",
          "host", "host.name");

  /**
   * Reads it.
   *
   * @throws Refusal if a parameter is unknown or has no such value
   */
  static LogLinesQuery of(@Nullable String query, @Nullable MediaType type) {
    Map<String, String> resource = new LinkedHashMap<>();
    LineFormat format = format(type);
    int severity = 0;
    String logger = null;
    for (Map.Entry<String, String> parameter : QueryParams.fromQueryString(query)) {
      String value = parameter.getValue();
      switch (parameter.getKey()) {
        case "format" -> format = format(value);
        case "severity" -> severity = severity(value);
        case "logger" -> logger = value;
        default -> resource.put(attribute(parameter.getKey()), value);
      }
    }
    return new LogLinesQuery(format, new LineDefaults(resource, severity, logger));
  }

  private static LineFormat format(@Nullable MediaType type) {
    if (type == null) {
      return LineFormat.EITHER;
    }
    String subtype = type.subtype();
    if (subtype.contains("json")) {
      return LineFormat.JSON;
    }
    return type.type().equals("text") ? LineFormat.TEXT : LineFormat.EITHER;
  }

  private static LineFormat format(String name) {
    return switch (name) {
      case "json" -> LineFormat.JSON;
      case "text" -> LineFormat.TEXT;
      default -> throw refusal("format is \"" + name + "\"; it is json or text");
    };
  }

  private static int severity(String name) {
    return SeverityName.number(name)
        .orElseThrow(
            () -> refusal("severity is \"" + name + "\"; name one such as INFO, WARN or ERROR"));
  }

  private static String attribute(String parameter) {
    String attribute = RESOURCE.get(parameter);
    if (attribute == null) {
      throw refusal(
          "unknown parameter \""
              + parameter
              + "\"; there are service, namespace, version, instance, environment, host, severity,"
              + " logger and format");
    }
    return attribute;
  }

  private static Refusal refusal(String message) {
    return new Refusal(Refusal.Reason.MALFORMED, message);
  }
}
