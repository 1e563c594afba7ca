package io.spanstone.collector.ship;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.collector.pack.DeadLetters;
import io.spanstone.collector.pack.Manifest;
import io.spanstone.collector.pack.ManifestDocument;
import io.spanstone.collector.pack.ManifestReader;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a manifest's documents to Elasticsearch and reads what it says of every one: created, there
 * already from an earlier try, refused (then it becomes a dead letter), or to be tried again.
 * Thread-safe.
 */
public final class Shipper {
  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

  /** From so many failed passes on, documents are sent one by one, to part bad from good. */
  private static final int FAILURES_UNTIL_ONE_BY_ONE = 3;

  private final int maxBulkBytes;
  private final int maxBulkItems;
  private final DeadLetters deadLetters;
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

  /**
   * @param maxBulkBytes of documents in one request, unless one document alone is larger
   * @param maxBulkItems documents in one request
   */
  public Shipper(
      int maxBulkBytes, int maxBulkItems, DeadLetters deadLetters, MeterRegistry meters) {
    this.maxBulkBytes = maxBulkBytes;
    this.maxBulkItems = maxBulkItems;
    this.deadLetters = deadLetters;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("spanstone.bulk.items")
              .description("Documents sent to Elasticsearch, by what it said of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /**
   * Sends what has not landed yet, once. Afterwards {@code progress} says whether all has landed;
   * what has not is to be sent again, some time later, by another call.
   *
   * @throws IOException if Elasticsearch did not answer, or the manifest cannot be read, or a dead
   *     letter not written
   */
  public void ship(Signal signal, Manifest manifest, Progress progress, BulkGate.Pass pass)
      throws IOException {
    boolean oneByOne = progress.failures() >= FAILURES_UNTIL_ONE_BY_ONE;
    Batch batch = new Batch(maxBulkBytes, oneByOne ? 1 : maxBulkItems);
    try (ManifestReader documents = manifest.read()) {
      for (ManifestDocument next = documents.next(); next != null; next = documents.next()) {
        if (progress.hasLanded(next.ordinal())) {
          continue;
        }
        if (!batch.hasRoomFor(next)) {
          send(signal, batch, progress, pass, oneByOne);
          batch.clear();
        }
        batch.add(next);
      }
    }
    send(signal, batch, progress, pass, oneByOne);
  }

  private void send(
      Signal signal, Batch batch, Progress progress, BulkGate.Pass pass, boolean goOnAfterFailure)
      throws IOException {
    if (batch.documents.isEmpty()) {
      return;
    }
    List<Verdict> verdicts;
    try {
      verdicts = pass.bulk(batch.items());
    } catch (StorageException e) {
      if (goOnAfterFailure && pass.up()) {
        return;
      }
      throw e;
    }
    for (int i = 0; i < verdicts.size(); i++) {
      land(signal, batch.documents.get(i), verdicts.get(i), progress);
    }
  }

  private void land(Signal signal, ManifestDocument document, Verdict verdict, Progress progress)
      throws IOException {
    requireNonNull(outcomes.get(verdict.outcome())).increment();
    switch (verdict.outcome()) {
      case CREATED -> progress.stored(document.ordinal(), document.records());
      case EXISTS -> progress.duplicate(document.ordinal(), document.records());
      case REJECTED -> {
        deadLetters.document(signal, document, verdict.reason());
        progress.deadLettered(document.ordinal(), document.records());
      }
      case RETRY -> LOG.debug("To be sent again: {}: {}", document.id(), verdict.reason());
    }
  }

  /** The documents of one request. */
  private static final class Batch {
    private final int maxBytes;
    private final int maxItems;
    private final List<ManifestDocument> documents = new ArrayList<>();
    private int bytes;

    Batch(int maxBytes, int maxItems) {
      this.maxBytes = maxBytes;
      this.maxItems = maxItems;
    }

    boolean hasRoomFor(ManifestDocument document) {
      return documents.isEmpty()
          || (documents.size() < maxItems && bytes + document.json().length() <= maxBytes);
    }

    void add(ManifestDocument document) {
      documents.add(document);
      bytes += document.json().length();
    }

    void clear() {
      documents.clear();
      bytes = 0;
    }

    List<BulkItem> items() {
      return documents.stream().map(d -> new BulkItem(d.index(), d.id(), d.json())).toList();
    }
  }
}
