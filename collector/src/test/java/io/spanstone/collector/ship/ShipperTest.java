package io.spanstone.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.ledger.SignalLedger;
import io.spanstone.collector.pack.DeadLetters;
import io.spanstone.collector.pack.Manifest;
import io.spanstone.collector.pack.Manifests;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.SignalCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShipperTest {
  private static final UUID SEGMENT = new UUID(3, 4);
  private static final int DOCUMENTS = 7;
  private static final int RECORDS = 1 + 2 + 3 + 4 + 5 + 6 + 7;
  private static final int DOCUMENT_BYTES = 100;

  @TempDir Path directory;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ScriptedElasticsearch elasticsearch = new ScriptedElasticsearch();
  private final BulkGate gate =
      new BulkGate(
          elasticsearch, 1, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), meters);
  private final SignalLedger ledger = new Ledger().of(Signal.TRACES);
  private final Progress progress = new Progress(ledger, RECORDS);
  private Manifest manifest;
  private DeadLetters deadLetters;

  @BeforeEach
  void journalASegment() throws Exception {
    manifest = Manifests.write(directory.resolve("m"), SEGMENT, DOCUMENTS, DOCUMENT_BYTES);
    deadLetters = DeadLetters.open(directory.resolve("dead"), 1 << 20, Clock.systemUTC(), meters);
    ledger.journal(RECORDS);
  }

  @AfterEach
  void theIdentitiesHold() {
    assertThat(ledger.snapshot()).matches(SignalCounts::balances);
  }

  @Test
  void storesEveryDocumentInItsIndexUnderItsId() throws Exception {
    ship(shipper(1 << 20, 100));

    assertThat(progress.complete()).isTrue();
    assertThat(elasticsearch.stored)
        .hasSize(DOCUMENTS)
        .containsKeys("index-0/" + SEGMENT + "-0", "index-1/" + SEGMENT + "-1");
    assertThat(elasticsearch.calls()).isEqualTo(1);
    assertThat(ledger.snapshot().stored()).isEqualTo(RECORDS);
  }

  @Test
  void boundsRequestsByItemsAndByBytes() throws Exception {
    ship(shipper(1 << 20, 3));
    assertThat(requestSizes()).containsExactly(3, 3, 1);
  }

  @Test
  void sendsADocumentLargerThanARequestAlone() throws Exception {
    ship(shipper(DOCUMENT_BYTES / 2, 100));
    assertThat(requestSizes()).containsOnly(1).hasSize(DOCUMENTS);
  }

  @Test
  void fillsARequestToTheByte() throws Exception {
    ship(shipper(2 * DOCUMENT_BYTES, 100));
    assertThat(requestSizes()).containsExactly(2, 2, 2, 1);
  }

  @Test
  void sendsAgainOnlyWhatElasticsearchHadNoRoomFor() throws Exception {
    elasticsearch.next(onlyFor(2, ScriptedElasticsearch.BUSY));
    Shipper shipper = shipper(1 << 20, 100);
    ship(shipper);
    assertThat(progress.complete()).isFalse();
    assertThat(ledger.snapshot().waiting()).isEqualTo(3);

    ship(shipper);
    assertThat(progress.complete()).isTrue();
    assertThat(requestSizes()).containsExactly(7, 1);
    assertThat(ledger.snapshot().stored()).isEqualTo(RECORDS);
  }

  @Test
  void countsAsDuplicateWhatAnEarlierTryHasStored() throws Exception {
    String id = SEGMENT + "-5";
    elasticsearch.stored.put("index-1/" + id, new BulkItem("index-1", id, Slice.EMPTY));
    ship(shipper(1 << 20, 100));

    assertThat(progress.complete()).isTrue();
    assertThat(ledger.snapshot().duplicate()).isEqualTo(6);
    assertThat(ledger.snapshot().stored()).isEqualTo(RECORDS - 6);
  }

  @Test
  void setsARefusedDocumentAsideAndStoresTheOthers() throws Exception {
    elasticsearch.next(onlyFor(3, ScriptedElasticsearch.REFUSED));
    ship(shipper(1 << 20, 100));

    assertThat(progress.complete()).isTrue();
    assertThat(ledger.snapshot().deadLettered()).isEqualTo(4);
    assertThat(ledger.snapshot().stored()).isEqualTo(RECORDS - 4);
    assertThat(directory.resolve("dead/traces/" + SEGMENT + "-3.json"))
        .content()
        .contains("cannot be parsed");
  }

  @Test
  void keepsARefusedDocumentWaitingWhileItCannotBeSetAside() throws Exception {
    elasticsearch.next(onlyFor(3, ScriptedElasticsearch.REFUSED));
    deadLetters = DeadLetters.open(directory.resolve("full"), 0, Clock.systemUTC(), meters);
    assertThatThrownBy(() -> ship(shipper(1 << 20, 100))).isInstanceOf(IOException.class);

    assertThat(progress.complete()).isFalse();
    assertThat(ledger.snapshot().deadLettered()).isZero();
    assertThat(ledger.snapshot().stored()).isEqualTo(1 + 2 + 3);
    assertThat(ledger.snapshot().waiting()).isEqualTo(RECORDS - 6);
  }

  @Test
  void goesOnWhereItWasCutOff() throws Exception {
    Shipper shipper = shipper(1 << 20, 2);
    elasticsearch.next(item -> null);
    elasticsearch.next(ShipperTest::unreachable);
    assertThatThrownBy(() -> ship(shipper)).isInstanceOf(StorageFailure.class);
    assertThat(ledger.snapshot().stored()).isEqualTo(1 + 2);

    ship(shipper);
    assertThat(progress.complete()).isTrue();
    assertThat(requestSizes()).containsExactly(2, 2, 2, 2, 1);
    assertThat(ledger.snapshot().duplicate()).isZero();
  }

  @Test
  void partsABadDocumentFromTheGoodOnesAfterAFewFailures() throws Exception {
    BulkGate.Elasticsearch allergic =
        new BulkGate.Elasticsearch() {
          @Override
          public void install() {}

          @Override
          public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
            if (items.stream().anyMatch(item -> item.id().endsWith("-3"))) {
              throw new StorageException("the proxy does not like this body");
            }
            return elasticsearch.bulk(items);
          }
        };
    BulkGate gateOfAllergic =
        new BulkGate(allergic, 1, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), meters);
    Shipper shipper = shipper(1 << 20, 100);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ship(shipper, gateOfAllergic)).isInstanceOf(StorageException.class);
    }
    for (int i = 0; i < 3; i++) {
      try {
        ship(shipper, gateOfAllergic);
      } catch (StorageException e) {
        assertThat(e).hasMessageContaining("does not like");
      }
    }

    assertThat(ledger.snapshot().stored()).isEqualTo(RECORDS - 4);
    assertThat(ledger.snapshot().waiting()).isEqualTo(4);
  }

  private Shipper shipper(int maxBulkBytes, int maxBulkItems) {
    return new Shipper(maxBulkBytes, maxBulkItems, deadLetters, meters);
  }

  private void ship(Shipper shipper) throws Exception {
    ship(shipper, gate);
  }

  private void ship(Shipper shipper, BulkGate through) throws Exception {
    progress.takeUp();
    try (BulkGate.Pass pass = through.enter()) {
      progress.packed(manifest);
      shipper.ship(Signal.TRACES, manifest, progress, pass);
    } finally {
      progress.putBack();
      progress.failed();
    }
  }

  private List<Integer> requestSizes() {
    return elasticsearch.requests.stream().map(List::size).toList();
  }

  private static Function<BulkItem, Verdict> onlyFor(int ordinal, Verdict verdict) {
    return item -> item.id().equals(SEGMENT + "-" + ordinal) ? verdict : null;
  }

  private static Verdict unreachable(BulkItem item) {
    throw new StorageFailure();
  }

  private static final class StorageFailure extends RuntimeException {}
}
