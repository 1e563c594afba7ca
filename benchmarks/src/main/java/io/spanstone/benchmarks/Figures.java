package io.spanstone.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a benchmark found: ratios (ours ÷ theirs) and the figures behind them, as one JSON line. */
public final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Ours divided by {@code peer}'s, for one measure. */
  public void ratio(String measure, String peer, double value) {
    ratios
        .computeIfAbsent(measure, key -> new TreeMap<>())
        .put(peer, Math.round(value * 1000) / 1000.0);
  }

  public void figure(String name, Object value) {
    figures.put(name, value);
  }

  /** To two decimals. */
  public static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** One line of JSON: {@code {"ratios":{…},"figures":{…}}}. */
  public String toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ratios", ratios);
    all.put("figures", figures);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are maps, numbers and strings only", e);
    }
  }
}
