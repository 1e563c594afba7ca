package io.spanstone.benchmarks;

import io.spanstone.benchmarks.ingest.IngestBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./spanstone bench NAME [--large]}. Progress goes to standard error; the last line of
 * standard output is one JSON object with the figures.
 */
public final class Bench {
  private static final String USAGE =
      """
      usage: spanstone bench NAME [--large]

      ingest    spans into Elasticsearch: Spanstone, one document a span, own blocks, Zipkin

      --large   a corpus ten times the size
      """;

  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(args);
    if (words.contains("--help") || words.contains("help")) {
      System.out.print(USAGE);
      return;
    }
    boolean large = words.contains("--large");
    List<String> names = words.stream().filter(word -> !word.equals("--large")).toList();
    if (names.size() != 1 || !names.get(0).equals("ingest")) {
      System.err.print(USAGE);
      System.exit(2);
    }
    Path work = Files.createTempDirectory("spanstone-bench");
    try {
      System.out.println(new IngestBench(large, work).run().toJson());
    } finally {
      delete(work);
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
