package io.spanstone.standalone;

import io.spanstone.standalone.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** What the user reads when everything is ready. */
final class Banner {
  private Banner() {}

  static String of(Settings settings, Running running, Duration startup) {
    String host = reachable(settings.bind());
    StringBuilder text = new StringBuilder("\n");
    text.append(
        String.format(
            Locale.ROOT,
            "  Spanstone %s is ready, after %.1f s.%n%n",
            Distribution.version(),
            startup.toMillis() / 1000.0));
    boolean queries = running.httpPort() != Running.NO_PORT;
    if (queries) {
      line(text, "UI and API", "http://" + host + ":" + running.httpPort());
    }
    if (running.otlpGrpcPort() != Running.NO_PORT) {
      line(text, "OTLP/gRPC", "http://" + host + ":" + running.otlpGrpcPort());
      line(text, "OTLP/HTTP", "http://" + host + ":" + running.otlpHttpPort());
    }
    line(text, "Data and logs", settings.data().toString());
    if (!settings.embedsElasticsearch()) {
      line(text, "Elasticsearch", settings.esUrls().stream().map(URI::toString).toList() + "");
    }
    if (queries) {
      text.append(
          """

            To see a Java service here, start it with the agent:

              curl -O http://%s:%d/agent/spanstone-javaagent.jar
              java -javaagent:spanstone-javaagent.jar -jar YOUR-SERVICE.jar
          """
              .formatted(host, running.httpPort()));
    }
    return text.append("\n  Ctrl-C stops everything.\n").toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "    %-15s%s%n", name, value));
  }

  /** An address that a browser on this machine can use. */
  private static String reachable(String bind) {
    boolean any = bind.equals("0.0.0.0") || bind.equals("::");
    String host = any ? "127.0.0.1" : bind;
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
