package io.spanstone.query.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * An hour of metrics, scraped every 15 s at odd milliseconds, so that no sample lies on the border
 * of a window.
 */
public final class SampleMetrics {
  public static final long START_SECONDS = 1_700_000_000;
  static final int SCRAPES = 240;
  private static final int INTERVAL_SECONDS = 15;
  private static final double[] BOUNDS = {0.1, 0.25, 0.5, 1, 2.5};

  private final Random random = new Random(42);
  private final List<String> lines = new ArrayList<>();

  private SampleMetrics() {}

  /** OpenMetrics lines without comments. */
  public static List<String> lines() {
    SampleMetrics metrics = new SampleMetrics();
    metrics.write();
    return metrics.lines;
  }

  private void write() {
    for (String job : List.of("shop", "cart")) {
      for (int instance = 1; instance <= 3; instance++) {
        requests(job, instance);
        gauges(job, instance);
        String build = "build_info{job=\"%s\",instance=\"i%d\",version=\"v%d\"}";
        constant(build.formatted(job, instance, instance), 1);
      }
      histogram(job);
    }
    oddities();
  }

  /** Counters with a restart in their midst. */
  private void requests(String job, int instance) {
    for (String code : List.of("200", "500")) {
      double count = random.nextInt(1000);
      for (int scrape = 0; scrape < SCRAPES; scrape++) {
        count = scrape == 60 * instance ? random.nextInt(5) : count + random.nextInt(40);
        String series = "requests_total{job=\"%s\",instance=\"i%d\",code=\"%s\"}";
        sample(series.formatted(job, instance, code), count, scrape);
      }
    }
  }

  private void gauges(String job, int instance) {
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      String labels = "{job=\"%s\",instance=\"i%d\"}".formatted(job, instance);
      double wave = Math.sin(scrape / 20.0 + instance) * 30;
      sample("temperature" + labels, wave + random.nextGaussian(), scrape);
      sample("queue_length" + labels, random.nextInt(4), scrape);
    }
  }

  private void histogram(String job) {
    long[] counts = new long[BOUNDS.length + 1];
    double sum = 0;
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      for (int i = 0; i < 20; i++) {
        double seconds = Math.exp(random.nextGaussian() - 1);
        sum += seconds;
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
          counts[bucket] += seconds <= BOUNDS[bucket] ? 1 : 0;
        }
        counts[BOUNDS.length]++;
      }
      for (int bucket = 0; bucket <= BOUNDS.length; bucket++) {
        String bound = bucket == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[bucket]);
        String series = "latency_bucket{job=\"%s\",le=\"%s\"}".formatted(job, bound);
        sample(series, (double) counts[bucket], scrape);
      }
      sample("latency_sum{job=\"%s\"}".formatted(job), sum, scrape);
      sample("latency_count{job=\"%s\"}".formatted(job), (double) counts[BOUNDS.length], scrape);
    }
  }

  /** What is no ordinary number, or not always there. */
  private void oddities() {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1.5, 1e100};
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      for (int i = 0; i < odd.length; i++) {
        sample("odd{kind=\"k%d\"}".formatted(i), odd[(i + scrape / 40) % odd.length], scrape);
      }
      sample("birthday_seconds{who=\"a\"}", 1e8 + scrape * 86_400.0 * 3, scrape);
      sample("birthday_seconds{who=\"b\"}", -1e9 + scrape * 3_600.0 * 7, scrape);
      if (scrape % 60 < 20) {
        sample("sparse{kind=\"gaps\"}", scrape, scrape);
      }
      if (scrape > 100) {
        sample("sparse{kind=\"late\"}", scrape * 2, scrape);
      }
      if (scrape < 100) {
        sample("sparse{kind=\"early\"}", scrape * 3, scrape);
      }
      sample("path_info{path=\"/api/v%d/users\",zone=\"z-1\"}".formatted(scrape / 120), 1, scrape);
    }
  }

  private void constant(String series, double value) {
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      sample(series, value, scrape);
    }
  }

  private void sample(String series, double value, int scrape) {
    long second = START_SECONDS + (long) scrape * INTERVAL_SECONDS;
    lines.add("%s %s %d.%03d".formatted(series, text(value), second, 337));
  }

  private static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return String.format(Locale.ROOT, "%s", value);
  }
}
