package io.spanstone.benchmarks.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.benchmarks.Figures;
import io.spanstone.benchmarks.ingest.CpuTime;
import io.spanstone.benchmarks.ingest.Spanstone;
import io.spanstone.benchmarks.ingest.SteadySpans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bench alerts}: the cores that Spanstone and its Elasticsearch use under a steady load as
 * the demo's, without rules and with 1,000 that are evaluated every 15 s, and how much later than
 * due they are. The rules are the ready ones, each for a service, no two alike, in groups of ten;
 * about one in twenty fires. There is a history of spans, as long as rules look back.
 */
public final class AlertBench {
  private static final int RULES = 1_000;
  private static final int SPANS_PER_SECOND = 200;
  private static final int HISTORY_SECONDS = 4_500;
  private static final int HISTORY_SPANS = 400;
  private static final int WARM_UP_SECONDS = 30;
  private static final int ALONE_SECONDS = 45;
  private static final int SETTLE_SECONDS = 45;
  private static final int MEASURED_SECONDS = 105;
  private static final int FIRING = 50;
  private static final int GROUP = 10;

  private static final List<String> TEMPLATES =
      List.of(
          "error-rate", "latency-p95", "throughput-drop", "no-data", "breaker-open", "jvm-heap");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int factor;
  private final Path work;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param size {@code large}: three times as long
   */
  public AlertBench(String size, Path work) {
    this.factor = size.equals("large") ? 3 : 1;
    this.work = work;
  }

  /** Runs it; figures are of all processes of Spanstone, the load not among them. */
  public Figures run() throws IOException, InterruptedException {
    Figures figures = new Figures();
    try (Spanstone spanstone = Spanstone.start(work)) {
      SteadySpans.history(spanstone.otlp(), HISTORY_SECONDS, HISTORY_SPANS);
      System.err.println("alerts: the history is there");
      try (SteadySpans load = new SteadySpans(spanstone.otlp(), SPANS_PER_SECOND);
          SteadyGauges gauges = new SteadyGauges(spanstone.otlp(), SteadySpans.services())) {
        measure(spanstone, load, figures);
        gauges.check();
      }
    }
    return figures;
  }

  private void measure(Spanstone spanstone, SteadySpans load, Figures figures)
      throws IOException, InterruptedException {
    load.awaitSeconds(WARM_UP_SECONDS);
    Map<String, Double> alone = cores(spanstone, load, ALONE_SECONDS);
    create(spanstone.api());
    System.err.println("alerts: " + RULES + " rules are stored");
    load.awaitSeconds(SETTLE_SECONDS);
    String before = get(spanstone.api().resolve("/metrics"));
    int seconds = MEASURED_SECONDS * factor;
    Map<String, Double> withRules = cores(spanstone, load, seconds);
    String after = get(spanstone.api().resolve("/metrics"));

    figures.figure("rules", RULES);
    figures.figure("coresWithoutRules", alone);
    figures.figure("coresWithRules", withRules);
    figures.figure("coresOfRules", Figures.round(sum(withRules) - sum(alone)));
    figures.figure(
        "evaluationsPerSecond",
        Figures.round(increase(before, after, "evaluation_delay_seconds_count") / seconds));
    figures.figure("delayP50Seconds", value(after, "evaluation_delay_seconds", "0.5"));
    figures.figure("delayP99Seconds", value(after, "evaluation_delay_seconds", "0.99"));
    figures.figure("missed", increase(before, after, "evaluation_missed_total"));
    figures.figure("failures", increase(before, after, "evaluation_failures_total"));
    figures.figure("latePoints", increase(before, after, "late_points_total"));
    figures.figure("alerts", alerts(spanstone.api()));
    figures.ratio("cores", "withoutRules", sum(withRules) / sum(alone));
  }

  private static Map<String, Double> cores(Spanstone spanstone, SteadySpans load, int seconds)
      throws IOException, InterruptedException {
    Map<String, Double> before = CpuTime.seconds(spanstone.processes());
    long startNanos = System.nanoTime();
    load.awaitSeconds(seconds);
    Map<String, Double> spent = new LinkedHashMap<>();
    CpuTime.add(spanstone.processes(), before, spent);
    double passed = (System.nanoTime() - startNanos) / 1e9;
    spent.replaceAll((process, cpu) -> Figures.round(cpu / passed));
    return spent;
  }

  /** As a rule file, which is a quicker way than one by one. */
  private void create(URI api) throws IOException, InterruptedException {
    StringBuilder file = new StringBuilder("groups:\n");
    for (int number = 0; number < RULES; number++) {
      if (number % GROUP == 0) {
        file.append(
            "  - name: group-%d\n    interval: 15s\n    rules:\n".formatted(number / GROUP));
      }
      JsonNode rule = rule(api, number);
      file.append("      - alert: %s%d\n".formatted(rule.path("name").asText(), number))
          .append("        expr: %s\n".formatted(rule.path("expr")))
          .append("        for: %s\n".formatted(rule.path("for").asText()))
          .append("        labels: {severity: %s}\n".formatted(rule.path("severity").asText()))
          .append("        annotations: %s\n".formatted(rule.path("annotations")));
    }
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(api.resolve("/api/v1/alert-rules:import"))
                .header("content-type", "application/yaml")
                .POST(BodyPublishers.ofString(file.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200
        || JSON.readTree(answer.body()).path("created").asInt() != RULES) {
      throw new IOException("the rules were answered " + answer.statusCode() + answer.body());
    }
  }

  private JsonNode rule(URI api, int number) throws IOException, InterruptedException {
    String template = TEMPLATES.get(number % TEMPLATES.size());
    List<String> services = SteadySpans.services();
    String service = services.get(number / TEMPLATES.size() % services.size());
    double threshold = number < FIRING ? 0.001 : 1 + number / 1e4;
    URI ready =
        api.resolve(
            "/api/v1/alert-rule-templates/%s?service=%s&threshold=%s"
                .formatted(template, service, threshold));
    return JSON.readTree(get(ready)).path("rule");
  }

  private int alerts(URI api) throws IOException, InterruptedException {
    return JSON.readTree(get(api.resolve("/api/v1/alerts"))).path("alerts").size();
  }

  private String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private static double increase(String before, String after, String name) {
    return value(after, name, "") - value(before, name, "");
  }

  private static double value(String metrics, String name, String quantile) {
    String labels = quantile.isEmpty() ? "" : "\\{quantile=\"" + quantile + "\"\\}";
    Matcher line =
        Pattern.compile("(?m)^spanstone_alerts_" + name + labels + " (\\S+)$").matcher(metrics);
    if (!line.find()) {
      throw new IllegalStateException("/metrics has no spanstone_alerts_" + name + labels);
    }
    return Figures.round(Double.parseDouble(line.group(1)));
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
