package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class DocumentsTest {
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  /** Nobody has installed templates: whoever writes first does. */
  private static Storage connect(URI elasticsearch) {
    return connect(elasticsearch, "docs" + PREFIXES.incrementAndGet());
  }

  private static Storage connect(URI elasticsearch, String prefix) {
    return Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix(prefix));
  }

  @Test
  void beforeTheFirstWriteThereIsNothing(URI elasticsearch) throws IOException {
    try (Storage storage = connect(elasticsearch)) {
      Documents documents = storage.documents();

      assertThat(documents.get("rule", "a")).isEmpty();
      assertThat(documents.list("rule")).isEmpty();
      assertThatThrownBy(() -> documents.replace("rule", "a", "{}", new DocumentVersion(0, 1)))
          .isInstanceOf(DocumentMissingException.class);
      assertThatThrownBy(() -> documents.delete("rule", "a", new DocumentVersion(0, 1)))
          .isInstanceOf(DocumentMissingException.class);
    }
  }

  @Test
  void keepsWhatWasWritten(URI elasticsearch) throws IOException {
    String prefix = "docs" + PREFIXES.incrementAndGet();
    String odd = "a/b c+ä%?#\"{}";
    Document written;
    try (Storage storage = connect(elasticsearch, prefix)) {
      written =
          storage.documents().create("rule", odd, "{\"a.\":{\"\":[1.5,null]},\"b\":\"ü\\n\"}");
      storage.documents().create("other", odd, "{}");
    }
    try (Storage again = connect(elasticsearch, prefix)) {
      Documents documents = again.documents();

      assertThat(documents.get("rule", odd)).contains(written);
      assertThat(documents.list("rule")).containsExactly(written);
      assertThat(documents.versions("rule")).isEqualTo(Map.of(written.id(), written.version()));
      assertThat(documents.list("rul")).isEmpty();
    }
  }

  @Test
  void changesOnlyTheVersionThatWasSeen(URI elasticsearch) throws IOException {
    try (Storage storage = connect(elasticsearch)) {
      Documents documents = storage.documents();
      Document first = documents.create("rule", "a", "{\"n\":1}");
      assertThatThrownBy(() -> documents.create("rule", "a", "{\"n\":2}"))
          .isInstanceOf(DocumentExistsException.class);
      Document second = documents.replace("rule", "a", "{\"n\":3}", first.version());

      assertThatThrownBy(() -> documents.replace("rule", "a", "{\"n\":4}", first.version()))
          .isInstanceOf(DocumentChangedException.class);
      assertThatThrownBy(() -> documents.delete("rule", "a", first.version()))
          .isInstanceOf(DocumentChangedException.class);
      assertThat(documents.get("rule", "a")).contains(second);
      assertThat(second.json()).isEqualTo("{\"n\":3}");

      documents.delete("rule", "a", second.version());
      assertThat(documents.get("rule", "a")).isEmpty();
      assertThat(documents.list("rule")).isEmpty();
      assertThat(documents.create("rule", "a", "{}").version()).isNotEqualTo(first.version());
    }
  }

  @Test
  void eachOfManyWritersCountsOnce(URI elasticsearch) throws Exception {
    String prefix = "docs" + PREFIXES.incrementAndGet();
    int writers = 4;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (Storage storage = connect(elasticsearch, prefix)) {
      storage.documents().create("counter", "c", "{\"n\":0}");
      List<Future<Integer>> conflicts = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        conflicts.add(threads.submit(counting(elasticsearch, prefix, each)));
      }
      int lost = 0;
      for (Future<Integer> each1 : conflicts) {
        lost += each1.get();
      }

      assertThat(storage.documents().get("counter", "c").orElseThrow().json())
          .isEqualTo("{\"n\":" + writers * each + "}");
      assertThat(lost).as("conflicts, or this test shows nothing").isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oneOfManyCreatorsWins(URI elasticsearch) throws Exception {
    String prefix = "docs" + PREFIXES.incrementAndGet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Storage storage = connect(elasticsearch, prefix)) {
      List<Future<Boolean>> created = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        String json = "{\"writer\":" + writer + "}";
        created.add(threads.submit(() -> create(storage, json)));
      }
      int winners = 0;
      for (Future<Boolean> each : created) {
        winners += each.get() ? 1 : 0;
      }

      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesWhatCannotBeKept(URI elasticsearch) {
    try (Storage storage = connect(elasticsearch)) {
      Documents documents = storage.documents();

      assertThatThrownBy(() -> documents.create("rule", "a", "{},\"kind\":\"x\""))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> documents.create("rule", "a", "{} {}"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> documents.create("rule", "a", "[]"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> documents.create("Rule\"", "a", "{}"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> documents.create("rule", "", "{}"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> documents.create("rule", "x".repeat(401), "{}"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatAHandWroteUnderAnIdWithoutItsKindKeepsNobodyFromTheOthers(URI elasticsearch)
      throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      Documents documents = test.storage.documents();
      Document written = documents.create("rule", "a", "{}");
      String path = "/" + test.settings.indexPrefix() + "-documents/_doc/";
      for (String id : List.of("mine", "rule:", "other:b")) {
        test.call("PUT", path + id, "{\"kind\":\"rule\",\"body\":{}}");
      }

      assertThat(documents.list("rule")).containsExactly(written);
      assertThat(documents.versions("rule")).containsOnlyKeys("a");
    }
  }

  @Test
  void anETagIsAVersion() {
    DocumentVersion version = new DocumentVersion(12, 3);

    assertThat(version.etag()).isEqualTo("\"12-3\"");
    assertThat(DocumentVersion.ofEtag("\"12-3\"")).contains(version);
    assertThat(DocumentVersion.ofEtag("W/\"12-3\"")).isEmpty();
    assertThat(DocumentVersion.ofEtag("12-3")).isEmpty();
    assertThat(DocumentVersion.ofEtag("\"99999999999999999999-3\"")).isEmpty();
  }

  @Test
  void aMissingClusterIsTold() throws IOException {
    try (Storage storage = connect(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> storage.documents().list("rule"))
          .isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> storage.documents().create("rule", "a", "{}"))
          .isInstanceOf(StorageException.class);
    }
  }

  private static boolean create(Storage storage, String json) throws IOException {
    try {
      storage.documents().create("lease", "l", json);
      return true;
    } catch (DocumentExistsException e) {
      return false;
    }
  }

  /** Counts up so many times; returns how often somebody else was faster. */
  private static Callable<Integer> counting(URI elasticsearch, String prefix, int times) {
    return () -> {
      int conflicts = 0;
      try (Storage storage = connect(elasticsearch, prefix)) {
        for (int done = 0; done < times; ) {
          Document now = storage.documents().get("counter", "c").orElseThrow();
          int n = Integer.parseInt(now.json().replaceAll("\\D", ""));
          try {
            storage.documents().replace("counter", "c", "{\"n\":" + (n + 1) + "}", now.version());
            done++;
          } catch (DocumentChangedException e) {
            conflicts++;
          }
        }
      }
      return conflicts;
    };
  }
}
