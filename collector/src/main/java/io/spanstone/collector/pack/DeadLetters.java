package io.spanstone.collector.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets aside what cannot be packed or stored, one JSON file each with the reason, so that it blocks
 * nothing and is not lost. The files are described in {@code docs/format/dead-letter.md}; they are
 * never deleted by the collector, and repeating a letter replaces it. Thread-safe.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int MAX_REASON_CHARS = 2000;
  private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  private final JsonFactory json = new JsonFactory();
  private final Path directory;
  private final long maxBytes;
  private final InstantSource clock;
  private final AtomicLong bytes = new AtomicLong();
  private final Counter letters;
  private Instant silentUntil = Instant.MIN;

  private DeadLetters(Path directory, long maxBytes, InstantSource clock, MeterRegistry meters) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.letters =
        Counter.builder("spanstone.dead.letters")
            .description("Documents and journal entries set aside since the start")
            .register(meters);
    meters.gauge("spanstone.dead.letter.bytes", bytes);
  }

  /**
   * Opens the directory, creating it if absent.
   *
   * @param maxBytes at most this much is set aside; beyond, writing fails until somebody has looked
   *     at the letters and removed them
   */
  public static DeadLetters open(
      Path directory, long maxBytes, InstantSource clock, MeterRegistry meters) throws IOException {
    DeadLetters deadLetters = new DeadLetters(directory, maxBytes, clock, meters);
    for (Signal signal : Signal.values()) {
      Path signalDirectory = Files.createDirectories(directory.resolve(signal.id()));
      deadLetters.bytes.addAndGet(sizeOf(signalDirectory));
    }
    return deadLetters;
  }

  /**
   * Sets aside a document that Elasticsearch refuses. Durable when it returns.
   *
   * @throws IOException if it cannot be written; then it must not count as set aside
   */
  public void document(Signal signal, ManifestDocument document, String reason) throws IOException {
    write(
        signal,
        document.id(),
        document.records(),
        reason,
        out -> {
          out.writeStringField("index", document.index());
          out.writeStringField("id", document.id());
          out.writeFieldName("document");
          out.writeRawValue(document.json().utf8());
        });
  }

  /**
   * Sets aside a journal entry that cannot be packed. Durable when it returns.
   *
   * @param ordinal the entry's place in its segment, from 0
   * @param records in it
   * @throws IOException if it cannot be written; then it must not count as set aside
   */
  void entry(Signal signal, UUID segment, int ordinal, Slice payload, int records, String reason)
      throws IOException {
    write(
        signal,
        segment + "-entry-" + ordinal,
        records,
        reason,
        out -> {
          out.writeStringField("segment", segment.toString());
          out.writeNumberField("entry", ordinal);
          out.writeFieldName("otlp");
          out.writeBinary(payload.array(), payload.from(), payload.length());
        });
  }

  private interface Subject {
    void writeTo(JsonGenerator out) throws IOException;
  }

  private void write(Signal signal, String name, int records, String reason, Subject subject)
      throws IOException {
    if (bytes.get() >= maxBytes) {
      throw new IOException(
          "dead letters in " + directory + " have reached their limit of " + maxBytes + " bytes");
    }
    String boundedReason = reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
    Path file = directory.resolve(signal.id()).resolve(name + ".json");
    long replaced = Files.exists(file) ? Files.size(file) : 0;
    AtomicFile.write(
        file,
        target -> {
          JsonGenerator out = json.createGenerator(target);
          out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          out.writeStartObject();
          out.writeStringField("time", clock.instant().toString());
          out.writeStringField("signal", signal.id());
          out.writeNumberField("records", records);
          out.writeStringField("reason", boundedReason);
          subject.writeTo(out);
          out.writeEndObject();
          out.close();
        });
    bytes.addAndGet(Files.size(file) - replaced);
    letters.increment();
    logAtMostOnceAMinute(file, boundedReason);
  }

  private synchronized void logAtMostOnceAMinute(Path file, String reason) {
    Instant now = clock.instant();
    if (now.isAfter(silentUntil)) {
      silentUntil = now.plus(LOG_INTERVAL);
      LOG.warn("Set aside in {}: {} (more within the next minute are only counted)", file, reason);
    }
  }

  private static long sizeOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(DeadLetters::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
