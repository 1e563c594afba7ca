package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.block.SeverityLevel;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.logs.LogHistogram;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How many log records there are over time. Thread-safe. */
public final class LogHistogramApi {
  /** As many buckets as fit a screen, about. */
  private static final int WANTED_BUCKETS = 60;

  private static final long DAY_SECONDS = 86_400;

  /** Lengths of buckets that people know from clocks. */
  private static final List<Long> STEPS_SECONDS =
      List.of(
          1L,
          2L,
          5L,
          10L,
          15L,
          30L,
          60L,
          120L,
          300L,
          600L,
          900L,
          1_800L,
          3_600L,
          7_200L,
          10_800L,
          21_600L,
          43_200L,
          DAY_SECONDS);

  private final LogStore store;
  private final SearchSlots slots;
  private final Duration budget;
  private final InstantSource clock;

  public LogHistogramApi(LogStore store, SearchSlots slots, Duration budget, InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.budget = budget;
    this.clock = clock;
  }

  /** {@code GET /api/v1/logs/histogram} */
  public void get(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    LogCondition condition = LogConditions.read(parameters);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    Duration step = parameters.optional("step", Parsers::wholeSeconds, defaultStep(range));
    if (range.length().dividedBy(step) >= LogHistogram.MAX_BUCKETS) {
      parameters.fault(
          "step",
          "must be so long that there are less than %d of them in the range; leave it out for %s"
              .formatted(LogHistogram.MAX_BUCKETS, defaultStep(range).toSeconds() + "s"));
    }
    parameters.check();
    LogHistogram histogram =
        slots.run(() -> store.histogram(condition, range.start(), range.end(), step, budget));
    JsonAnswer.send(request, json -> write(json, histogram));
  }

  private static Duration defaultStep(TimeRange range) {
    long seconds = range.length().toSeconds() / WANTED_BUCKETS;
    for (long step : STEPS_SECONDS) {
      if (step >= seconds) {
        return Duration.ofSeconds(step);
      }
    }
    return Duration.ofDays((seconds + DAY_SECONDS - 1) / DAY_SECONDS);
  }

  private static void write(JsonGenerator json, LogHistogram histogram) throws IOException {
    long total = 0;
    json.writeStartObject();
    json.writeNumberField("stepSeconds", histogram.step().toSeconds());
    json.writeArrayFieldStart("buckets");
    for (LogHistogram.Bucket bucket : histogram.buckets()) {
      total += writeBucket(json, bucket);
    }
    json.writeEndArray();
    json.writeNumberField("total", total);
    json.writeBooleanField("complete", histogram.complete());
    if (histogram.scannedUntil() != null) {
      json.writeStringField("scannedUntil", histogram.scannedUntil().toString());
    }
    json.writeEndObject();
  }

  private static long writeBucket(JsonGenerator json, LogHistogram.Bucket bucket)
      throws IOException {
    long total = 0;
    json.writeStartObject();
    json.writeStringField("time", bucket.start().toString());
    json.writeObjectFieldStart("counts");
    for (Map.Entry<SeverityLevel, Long> level : bucket.counts().entrySet()) {
      json.writeNumberField(level.getKey().id(), level.getValue());
      total += level.getValue();
    }
    json.writeEndObject();
    json.writeNumberField("total", total);
    json.writeEndObject();
    return total;
  }
}
