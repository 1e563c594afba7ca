package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.block.BlockFields;
import io.spanstone.block.SeverityLevel;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.document.Event;
import io.spanstone.storage.indices.NewerFormatException;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class TemplatesTest {

  @Test
  void everyFieldOfABlockIsMapped(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String mapping = test.call("GET", "/" + firstIndex(test) + "/_mapping", "");
      for (Field field : BlockFields.class.getFields()) {
        assertThat(mapping).contains("\"" + field.get(null) + "\":{\"type\"");
      }
      String records = mapping.substring(mapping.indexOf("\"severityRecords\":{\"properties\""));
      for (SeverityLevel level : SeverityLevel.values()) {
        assertThat(records).contains("\"" + level.id() + "\":{\"type\"");
      }
    }
  }

  @Test
  void anIndexHasTheSettingsAndTheAliasOfItsSignal(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String index = firstIndex(test);

      assertThat(test.call("GET", "/" + index + "/_settings", ""))
          .contains(
              "\"codec\":\"best_compression\"",
              "\"refresh_interval\":\"1s\"",
              "\"durability\":\"request\"",
              "\"number_of_shards\":\"1\"",
              "\"number_of_replicas\":\"0\"");
      assertThat(test.call("GET", "/_alias/" + test.settings.indexPrefix() + "-traces", ""))
          .contains(index);
    }
  }

  @Test
  void whatANewerProgramHasSetUpStaysAsItIs(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storage.requireNotNewer();
      String template = "/_index_template/" + test.settings.indexPrefix() + "-logs";
      test.call(
          "PUT",
          template,
          "{\"index_patterns\": [\"%s-logs-c*\"], \"priority\": 500, \"version\": 99}"
              .formatted(test.settings.indexPrefix()));
      String before = test.call("GET", template, "");

      assertThatThrownBy(test.storage::install)
          .isInstanceOf(NewerFormatException.class)
          .hasMessageContaining(test.settings.indexPrefix() + "-logs")
          .hasMessageContaining("version 99")
          .hasMessageContaining("start the version that wrote them");
      assertThat(test.call("GET", template, "")).isEqualTo(before);
    }
  }

  @Test
  void whoeverOnlyAsksLeavesWhatANewerProgramHasSetUpAndWritesUnderIt(URI elasticsearch)
      throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch);
        Storage another = Storage.connect(test.settings)) {
      String prefix = test.settings.indexPrefix();
      String before = "";
      for (String kind : List.of("documents", "alerts")) {
        String template = "/_index_template/" + prefix + "-" + kind;
        test.call(
            "PUT",
            template,
            "{\"index_patterns\": [\"%s-%s*\"], \"priority\": 500, \"version\": 99}"
                .formatted(prefix, kind));
        before += test.call("GET", template, "");
      }

      assertThat(another.documents().create("rule", "a", "{}").id()).isEqualTo("a");
      Instant time = TestStorage.SEGMENT_CREATED_AT;
      Event event = new Event("a", time, time, time, List.of(), "{}");
      assertThat(another.alertTransitions().append(event)).isTrue();
      String after = "";
      for (String kind : List.of("documents", "alerts")) {
        after += test.call("GET", "/_index_template/" + prefix + "-" + kind, "");
      }
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void anIndexOfAnEarlierVersionGetsTheFieldsOfThisOne(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String index = test.storage.indexName(Signal.TRACES, TestStorage.SEGMENT_CREATED_AT);
      test.call("DELETE", "/_index_template/" + test.settings.indexPrefix() + "-traces", "");
      test.call(
          "PUT",
          "/" + index,
          """
          {"mappings": {"dynamic": false, "_meta": {"creator": "spanstone"},
                        "_source": {"enabled": false},
                        "properties": {"term": {"type": "keyword", "doc_values": false}}}}
          """);

      test.storage.install();

      assertThat(test.call("GET", "/" + index + "/_mapping", ""))
          .contains("\"term\":{\"type\":\"keyword\"", "\"terms\":{\"type\":\"text\"");
    }
  }

  private static String firstIndex(TestStorage test) throws IOException {
    String index = test.storage.indexName(Signal.TRACES, TestStorage.SEGMENT_CREATED_AT);
    assertThat(test.storage.bulk(List.of(new BulkItem(index, "1", Slice.ofUtf8("{}"))))).hasSize(1);
    return index;
  }
}
