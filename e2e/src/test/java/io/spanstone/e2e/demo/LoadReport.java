package io.spanstone.e2e.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo's load generator says at its end: answers by endpoint and status, exactly. */
public final class LoadReport {
  private static final String START = "load by endpoint and status";
  private static final Pattern ENDPOINT = Pattern.compile("([A-Z]+ /[^=]*)=\\{([^}]*)\\}");
  private static final Pattern STATUS = Pattern.compile("(\\d+)=(\\d+)");
  private static final int NO_ANSWER = 0;

  private final Map<String, Map<Integer, Long>> answers = new TreeMap<>();

  private LoadReport() {}

  /** Reads the last line of that kind of what the product printed. */
  public static LoadReport in(String console) {
    List<String> lines = console.lines().filter(line -> line.contains(START)).toList();
    if (lines.isEmpty()) {
      throw new AssertionError("the load generator has not reported: " + console);
    }
    LoadReport report = new LoadReport();
    Matcher endpoint = ENDPOINT.matcher(lines.get(lines.size() - 1));
    while (endpoint.find()) {
      Map<Integer, Long> statuses = new TreeMap<>();
      for (Matcher status = STATUS.matcher(endpoint.group(2)); status.find(); ) {
        statuses.put(Integer.valueOf(status.group(1)), Long.valueOf(status.group(2)));
      }
      report.answers.put(endpoint.group(1), statuses);
    }
    return report;
  }

  /** How often this was asked, answered or not. */
  public long asked(String endpoint) {
    return answers.getOrDefault(endpoint, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  public long answered(String endpoint, int status) {
    return answers.getOrDefault(endpoint, Map.of()).getOrDefault(status, 0L);
  }

  public long asked() {
    return answers.keySet().stream().mapToLong(this::asked).sum();
  }

  /** What the end of the load cut off: it may have got anywhere. */
  public long cutOff() {
    return answers.keySet().stream().mapToLong(endpoint -> answered(endpoint, NO_ANSWER)).sum();
  }

  @Override
  public String toString() {
    return answers.toString();
  }
}
