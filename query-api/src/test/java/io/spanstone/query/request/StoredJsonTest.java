package io.spanstone.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void eachIsReadOnceAndWhatCannotBeIsToldApart(URI elasticsearch) throws Exception {
    try (Storage storage =
        Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix("stored_json"))) {
      Documents documents = storage.documents();
      Document first = documents.create("thing", "a", "{\"name\":\"first\"}");
      documents.create("thing", "b", "{\"name\":\"second\"}");
      documents.create("thing", "c", "{\"name\":\"third\",\"ofTomorrow\":1}");
      documents.create("thing", "d", "{\"name\":\"breaks\"}");
      StoredJson<String> things = new StoredJson<>(documents, "thing", this::read);

      assertThat(things.list().readable()).containsExactly("first", "second");
      StoredJson.Listing<String> again = things.list();
      assertThat(again.readable()).containsExactly("first", "second");
      assertThat(again.unreadable()).extracting(Unreadable::id).containsExactly("c", "d");
      assertThat(again.unreadable().get(0).detail()).contains("ofTomorrow");
      assertThat(again.unreadable().get(1).detail()).contains("of a reader");
      assertThat(reads).containsExactly("a", "b", "c", "d");

      reads.clear();
      documents.replace("thing", "a", "{\"name\":\"1st\"}", first.version());
      assertThat(things.list().readable()).containsExactly("1st", "second");
      assertThat(reads).containsExactly("a");

      assertThat(things.get("b")).contains("second");
      assertThatThrownBy(() -> things.get("c")).hasMessageContaining("'c' cannot be read");
      assertThat(things.readable("b")).contains("second");
      assertThat(things.readable("c")).isEmpty();
      assertThat(things.get("e")).isEmpty();
    }
  }

  private String read(Document document, JsonFields fields) {
    reads.add(document.id());
    String name = fields.text("name");
    fields.check();
    if (name.equals("breaks")) {
      throw new IllegalStateException("the fault of a reader");
    }
    return name;
  }
}
