package io.spanstone.storage.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkReplyTest {
  private static final List<BulkItem> ITEMS =
      List.of(new BulkItem("i", "a", Slice.EMPTY), new BulkItem("i", "b", Slice.EMPTY));

  private static final String A = "{\"create\":{\"_index\":\"i\",\"_id\":\"a\",\"status\":201}}";
  private static final String B = "{\"create\":{\"_index\":\"i\",\"_id\":\"b\",\"status\":201}}";

  @Test
  void aWholeReplyIsBelieved() throws StorageException {
    assertThat(read("{\"took\":1,\"errors\":false,\"items\":[" + A + "," + B + "]}"))
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.CREATED, Outcome.CREATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"items\":[]}",
        "{\"items\":[" + A + "]}",
        "{\"items\":[" + B + "," + A + "]}",
        "{\"items\":[" + A + "," + A + "]}",
        "{\"items\":[" + A + "," + B + "," + B + "]}",
        "{\"items\":[" + A + "," + B + "]",
        "{\"items\":[" + A + "," + B,
        "{\"items\":[" + A + ",{}]}",
        "{\"items\":[" + A + ",{\"index\":{\"_id\":\"b\",\"status\":201}}]}",
        "{\"errors\":false}",
      })
  void anyOtherIsNot(String reply) {
    assertThatThrownBy(() -> read(reply)).isInstanceOf(StorageException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, , CREATED",
    "201, , CREATED",
    "201, io_exception, RETRY",
    "0, , RETRY",
    "302, , RETRY",
    "400, document_parsing_exception, REJECTED",
    "400, validation_exception, RETRY",
    "400, index_closed_exception, REJECTED",
    "403, cluster_block_exception, RETRY",
    "404, index_not_found_exception, RETRY",
    "409, version_conflict_engine_exception, EXISTS",
    "413, , REJECTED",
    "429, es_rejected_execution_exception, RETRY",
    "503, unavailable_shards_exception, RETRY",
  })
  void theStatusDecides(int status, String error, Outcome outcome) throws StorageException {
    String errorField =
        error == null ? "" : ",\"error\":{\"type\":\"" + error + "\",\"reason\":\"because\"}";
    String item = "{\"create\":{\"_id\":\"a\",\"status\":" + status + errorField + "}}";

    Verdict verdict = read("{\"items\":[" + item + "," + B + "]}").get(0);

    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.status()).isEqualTo(status);
    if (error != null && outcome != Outcome.EXISTS) {
      assertThat(verdict.reason()).contains(error, "because");
    }
  }

  @Test
  void theReasonIsBounded() throws StorageException {
    String reason = "x".repeat(10_000);
    String item =
        "{\"create\":{\"_id\":\"a\",\"status\":400,\"error\":{\"reason\":\"" + reason + "\"}}}";

    assertThat(read("{\"items\":[" + item + "," + B + "]}").get(0).reason()).hasSize(500);
  }

  private static List<Verdict> read(String reply) throws StorageException {
    return BulkReply.read(reply.getBytes(StandardCharsets.UTF_8), ITEMS);
  }
}
