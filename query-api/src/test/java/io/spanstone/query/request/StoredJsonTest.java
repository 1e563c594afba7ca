package io.spanstone.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class StoredJsonTest {
  private final List<String> reads = new ArrayList<>();

  @Test
  void eachIsReadOnceAndWhatCannotBeIsLeftOut(URI elasticsearch) throws Exception {
    try (Storage storage =
        Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix("stored_json"))) {
      Documents documents = storage.documents();
      Document first = documents.create("thing", "a", "{\"name\":\"first\"}");
      documents.create("thing", "b", "{\"name\":\"second\"}");
      documents.create("thing", "c", "{\"name\":\"third\",\"ofTomorrow\":1}");
      StoredJson<String> things = new StoredJson<>(documents, "thing", this::read);

      assertThat(things.list()).containsExactly("first", "second");
      assertThat(things.list()).containsExactly("first", "second");
      assertThat(reads).containsExactly("a", "b", "c");

      reads.clear();
      documents.replace("thing", "a", "{\"name\":\"1st\"}", first.version());
      assertThat(things.list()).containsExactly("1st", "second");
      assertThat(reads).containsExactly("a");

      assertThat(things.get("b")).contains("second");
      assertThat(things.get("c")).isEmpty();
      assertThat(things.get("d")).isEmpty();
    }
  }

  private String read(Document document, JsonFields fields) {
    reads.add(document.id());
    String name = fields.text("name");
    fields.check();
    return name;
  }
}
