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
 * due they are. The rules are the ready ones, each for a service, no two alike; about one in twenty
 * fires.
 */
public final class AlertBench {
  private static final int RULES = 1_000;
  private static final int SPANS_PER_SECOND = 200;
  private static final int WARM_UP_SECONDS = 60;
  private static final int ALONE_SECONDS = 60;
  private static final int SETTLE_SECONDS = 60;
  private static final int MEASURED_SECONDS = 150;
  private static final int FIRING = 50;

  private static final List<String> TEMPLATES =
      List.of(
          "error-rate", "latency-p95", "throughput-drop", "no-data", "breaker-open", "jvm-heap");
  private static final List<String> SERVICES =
      List.of(
          "gateway",
          "order",
          "stock",
          "payment",
          "customer",
          "pricing",
          "shipping",
          "invoice",
          "catalog",
          "search",
          "review",
          "notification");

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
    try (Spanstone spanstone = Spanstone.start(work);
        SteadySpans load = new SteadySpans(spanstone.otlp(), SPANS_PER_SECOND)) {
      load.awaitSeconds(WARM_UP_SECONDS);
      Map<String, Double> alone = cores(spanstone, load, ALONE_SECONDS);
      for (int i = 0; i < RULES; i++) {
        create(spanstone.api(), i);
      }
      System.err.println("alerts: " + RULES + " rules are stored");
      load.awaitSeconds(SETTLE_SECONDS);
      String before = get(spanstone.api().resolve("/metrics"));
      Map<String, Double> withRules = cores(spanstone, load, MEASURED_SECONDS * factor);
      String after = get(spanstone.api().resolve("/metrics"));

      figures.figure("rules", RULES);
      figures.figure("coresWithoutRules", alone);
      figures.figure("coresWithRules", withRules);
      figures.figure("coresOfRules", Figures.round(sum(withRules) - sum(alone)));
      figures.figure(
          "evaluationsPerSecond",
          Figures.round(
              (value(after, "evaluation_delay_seconds_count", "")
                      - value(before, "evaluation_delay_seconds_count", ""))
                  / (MEASURED_SECONDS * factor)));
      figures.figure("delayP50Seconds", value(after, "evaluation_delay_seconds", "0.5"));
      figures.figure("delayP99Seconds", value(after, "evaluation_delay_seconds", "0.99"));
      figures.figure("missed", value(after, "evaluation_missed_total", ""));
      figures.figure("failures", value(after, "evaluation_failures_total", ""));
      figures.figure("alerts", alerts(spanstone.api()));
      figures.ratio("cores", "withoutRules", sum(withRules) / sum(alone));
    }
    return figures;
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

  private void create(URI api, int number) throws IOException, InterruptedException {
    String template = TEMPLATES.get(number % TEMPLATES.size());
    String service = SERVICES.get(number / TEMPLATES.size() % SERVICES.size());
    double threshold = number < FIRING ? 0.001 : 1 + number / 1e4;
    URI ready =
        api.resolve(
            "/api/v1/alert-rule-templates/%s?service=%s&threshold=%s"
                .formatted(template, service, threshold));
    JsonNode rule = JSON.readTree(get(ready)).path("rule");
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(api.resolve("/api/v1/alert-rules"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(rule.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("rule " + rule + " was answered " + answer.body());
    }
  }

  private int alerts(URI api) throws IOException, InterruptedException {
    return JSON.readTree(get(api.resolve("/api/v1/alerts?limit=1000"))).path("alerts").size();
  }

  private String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
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
