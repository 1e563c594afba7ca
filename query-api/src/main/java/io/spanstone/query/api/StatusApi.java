package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.otlp.Signal;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import io.spanstone.storage.indices.DiskState;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.SignalCounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all records are, over all collectors. Thread-safe. */
public final class StatusApi {
  private static final Logger logger = LoggerFactory.getLogger(StatusApi.class);

  /** What does not change while the server runs. */
  public record Facts(String version, Instant startedAt, Map<Signal, Duration> retention) {}

  /** Tells how full the disks of Elasticsearch are. */
  public interface Disks {
    DiskState at(Instant now) throws IOException;
  }

  private final Supplier<List<CollectorReport>> reports;
  private final BooleanSupplier elasticsearchUp;
  private final Disks disks;
  private final Facts facts;
  private final InstantSource clock;
  private volatile List<CollectorReport> lastKnownReports = List.of();

  public StatusApi(
      Supplier<List<CollectorReport>> reports,
      BooleanSupplier elasticsearchUp,
      Disks disks,
      Facts facts,
      InstantSource clock) {
    this.reports = reports;
    this.elasticsearchUp = elasticsearchUp;
    this.disks = disks;
    this.facts = facts;
    this.clock = clock;
  }

  /** {@code GET /api/v1/status} */
  public void get(Context request) throws IOException {
    Parameters.of(request).check();
    List<CollectorReport> current = reports();
    boolean up = elasticsearchUp.getAsBoolean();
    DiskState disk = up ? disk() : null;
    JsonAnswer.send(request, json -> write(json, current, up, disk));
  }

  private @Nullable DiskState disk() {
    try {
      return disks.at(clock.instant());
    } catch (IOException e) {
      logger.warn("It is not known how full the disks of Elasticsearch are", e);
      return null;
    }
  }

  /** The reports; while they cannot be had, the last ones, whose times show their age. */
  private List<CollectorReport> reports() {
    try {
      lastKnownReports = List.copyOf(reports.get());
    } catch (RuntimeException e) {
      logger.warn("The collectors' reports cannot be read; showing the last ones", e);
    }
    return lastKnownReports;
  }

  private void write(
      JsonGenerator json, List<CollectorReport> collectors, boolean up, @Nullable DiskState disk)
      throws IOException {
    json.writeStartObject();
    writeSums(json, collectors);
    json.writeStringField("elasticsearch", up ? "up" : "down");
    json.writeStringField("version", facts.version());
    json.writeNumberField(
        "uptimeSeconds", Duration.between(facts.startedAt(), clock.instant()).toSeconds());
    json.writeObjectFieldStart("retention");
    for (Signal signal : Signal.values()) {
      Duration retention = facts.retention().get(signal);
      json.writeStringField(signal.id(), retention == null ? null : text(retention));
    }
    json.writeEndObject();
    if (disk != null) {
      writeDisk(json, disk);
    }
    json.writeArrayFieldStart("collectors");
    for (CollectorReport collector : collectors) {
      json.writeStartObject();
      json.writeStringField("instance", collector.instance());
      json.writeStringField("time", collector.time().toString());
      writeSums(json, List.of(collector));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeDisk(JsonGenerator json, DiskState disk) throws IOException {
    json.writeObjectFieldStart("elasticsearchDisk");
    json.writeNumberField("freeBytes", disk.freeBytes());
    json.writeNumberField("totalBytes", disk.totalBytes());
    json.writeNumberField("minFreeBytes", disk.minFreeBytes());
    json.writeStringField("pressure", disk.pressure().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("next");
    for (String index : disk.next()) {
      json.writeString(index);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("expiring");
    for (DiskState.Expiry expiry : disk.expiring()) {
      json.writeStartObject();
      json.writeStringField("index", expiry.index());
      json.writeStringField("at", expiry.at().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Counts and bytes add up; the disk is as full as the fullest, the lag as long as the longest.
   */
  private static void writeSums(JsonGenerator json, List<CollectorReport> collectors)
      throws IOException {
    json.writeObjectFieldStart("signals");
    for (Signal signal : Signal.values()) {
      json.writeFieldName(signal.id());
      collectors.stream()
          .map(collector -> collector.signals().getOrDefault(signal, SignalCounts.ZERO))
          .reduce(SignalCounts.ZERO, SignalCounts::plus)
          .write(json);
    }
    json.writeEndObject();
    json.writeNumberField(
        "journalBytes", collectors.stream().mapToLong(CollectorReport::journalBytes).sum());
    json.writeNumberField(
        "diskFreeBytes",
        collectors.stream().mapToLong(CollectorReport::diskFreeBytes).min().orElse(0));
    json.writeNumberField(
        "lagSeconds", collectors.stream().mapToDouble(CollectorReport::lagSeconds).max().orElse(0));
  }

  /** A duration as settings write it, such as {@code 7d}. */
  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
