package io.spanstone.benchmarks;

import io.spanstone.benchmarks.agent.AgentBench;
import io.spanstone.benchmarks.alerts.AlertBench;
import io.spanstone.benchmarks.dashboard.DashboardBench;
import io.spanstone.benchmarks.ingest.IngestBench;
import io.spanstone.benchmarks.logs.LogBench;
import io.spanstone.benchmarks.metrics.PointBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./spanstone bench NAME [--large]}. Progress goes to standard error; the last line of
 * standard output is one JSON object with the figures.
 */
public final class Bench {
  private static final String USAGE =
      """
      usage: spanstone bench NAME [--large | --small]
             spanstone bench metrics [--large] [--points | --dashboards]

      ingest    spans into Elasticsearch: Spanstone, one document a span, own blocks, Zipkin

      logs      log lines into Elasticsearch and searches of them: Spanstone, one document a line

      metrics   samples beside Prometheus, and a dashboard of 500 services beside an aggregation
                over one document a span

      alerts    1,000 rules every 15 s beside a steady load, and the same load without rules

      agent     a Spring Boot service with no agent, upstream's, and ours

      --large   a larger corpus: ten times the spans, 10 million lines, four times the samples
                and five times the calls, three times the rounds
      --small   a smaller one of lines: 200,000; of agent, and dashboards of metrics, only to see
                that it runs
      --points, --dashboards
                only that part of metrics
      """;

  private static final String PARTS = "--(points|dashboards)";

  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(args);
    if (words.contains("--help") || words.contains("help")) {
      System.out.print(USAGE);
      return;
    }
    List<String> sizes = words.stream().filter(word -> word.matches("--(large|small)")).toList();
    String size = sizes.isEmpty() ? "" : sizes.get(0).substring(2);
    List<String> parts = words.stream().filter(word -> word.matches(PARTS)).toList();
    List<String> names =
        words.stream().filter(word -> !sizes.contains(word) && !parts.contains(word)).toList();
    if (names.size() != 1
        || !names.get(0).matches("agent|alerts|ingest|logs|metrics")
        || !(parts.isEmpty() || names.get(0).equals("metrics"))) {
      System.err.print(USAGE);
      System.exit(2);
    }
    Path work = Files.createTempDirectory("spanstone-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(work), "clean-up"));
    System.out.println(run(names.get(0), size, parts, work).toJson());
  }

  private static Figures run(String name, String size, List<String> parts, Path work)
      throws IOException, InterruptedException {
    boolean large = size.equals("large");
    return switch (name) {
      case "agent" -> new AgentBench(size, work).run();
      case "alerts" -> new AlertBench(size, work).run();
      case "logs" -> new LogBench(size, work).run();
      case "metrics" -> {
        Figures figures = new Figures();
        if (!parts.equals(List.of("--dashboards"))) {
          new PointBench(large, work).run(figures);
        }
        if (!parts.equals(List.of("--points"))) {
          new DashboardBench(size, work).run(figures);
        }
        yield figures;
      }
      default -> new IngestBench(large, work).run();
    };
  }

  /** Whether the benchmark came to its end or was told to stop before. */
  private static void cleanUp(Path work) {
    List<ProcessHandle> servers = ProcessHandle.current().children().toList();
    servers.forEach(ProcessHandle::destroy);
    servers.forEach(each -> each.onExit().completeOnTimeout(each, 30, TimeUnit.SECONDS).join());
    try {
      delete(work);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("spanstone: " + work + " is not deleted: " + e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
