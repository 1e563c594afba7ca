package io.spanstone.benchmarks.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Samples as instances of services have them: every 15 s one of each of an instance's 200 series,
 * half of them counters, half gauges. The same seed gives the same samples.
 */
final class SampleCorpus {
  static final int INSTANCES = 100;
  static final int SERVICES = 20;
  static final int METRICS_OF_A_KIND = 10;
  static final int SERIES_OF_A_METRIC = 10;
  static final int SAMPLES_A_SCRAPE = 2 * METRICS_OF_A_KIND * SERIES_OF_A_METRIC;
  static final int SAMPLES_A_TICK = INSTANCES * SAMPLES_A_SCRAPE;
  static final long TICK_MILLIS = 15_000;

  private final SplittableRandom random;
  private final double[] values = new double[SAMPLES_A_TICK];
  private long timeMillis;

  /**
   * @param startMillis time of the first tick
   */
  SampleCorpus(long seed, long startMillis) {
    this.random = new SplittableRandom(seed);
    this.timeMillis = startMillis;
  }

  /**
   * What one instance has at one time.
   *
   * @param values of the counters' series, metric by metric, then of the gauges'
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a value
  record Scrape(int instance, long timeMillis, double[] values) {
    String service() {
      return "service-" + instance % SERVICES;
    }

    String instanceId() {
      return "host-" + instance + ":9100";
    }

    static String route(int series) {
      return "/api/v1/resources/" + (char) ('a' + series) + "/{id}";
    }

    static String method(int series) {
      return series % 2 == 0 ? "GET" : "POST";
    }
  }

  /** The next scrape of all instances. */
  List<Scrape> tick() {
    List<Scrape> scrapes = new ArrayList<>();
    for (int instance = 0; instance < INSTANCES; instance++) {
      double[] scraped = new double[SAMPLES_A_SCRAPE];
      for (int i = 0; i < SAMPLES_A_SCRAPE; i++) {
        scraped[i] = next(instance * SAMPLES_A_SCRAPE + i, i < SAMPLES_A_SCRAPE / 2);
      }
      scrapes.add(new Scrape(instance, timeMillis, scraped));
    }
    timeMillis += TICK_MILLIS;
    return scrapes;
  }

  private double next(int series, boolean counter) {
    values[series] =
        counter ? values[series] + random.nextInt(20) : random.nextInt(100_000) / 100.0;
    return values[series];
  }
}
