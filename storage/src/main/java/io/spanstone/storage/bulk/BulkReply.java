package io.spanstone.storage.bulk;

import static io.spanstone.storage.cluster.JsonAnswer.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the answer to a bulk request, and believes nothing but a complete list of one result an
 * item, in the order of the items and with their ids.
 */
final class BulkReply {
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;

  /** Comes with status 400 when the cluster may have no more shards, and then a new day begins. */
  private static final String CLUSTER_LIMIT = "validation_exception";

  private BulkReply() {}

  static List<Verdict> read(byte[] body, List<BulkItem> items) throws StorageException {
    List<Verdict> verdicts = new ArrayList<>(items.size());
    JsonAnswer.read(
        body,
        answer -> {
          JsonAnswer.fields(
              answer,
              (field, value) -> {
                if (field.equals("items")) {
                  readItems(value, items, verdicts);
                } else {
                  value.skipChildren();
                }
              });
          return verdicts;
        });
    expect(
        verdicts.size() == items.size(),
        verdicts.size() + " results for " + items.size() + " items");
    return verdicts;
  }

  private static void readItems(JsonParser parser, List<BulkItem> items, List<Verdict> verdicts)
      throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      expect(verdicts.size() < items.size(), "more results than items");
      expect(
          parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals("create"),
          "the result of another operation");
      expect(parser.nextToken() == JsonToken.START_OBJECT, "an empty result");
      verdicts.add(readResult(parser, items.get(verdicts.size())));
      expect(parser.nextToken() == JsonToken.END_OBJECT, "two results in one");
    }
  }

  private static Verdict readResult(JsonParser parser, BulkItem item) throws IOException {
    String[] id = {""};
    int[] status = {0};
    String[] error = {""};
    JsonAnswer.fields(
        parser,
        (field, value) -> {
          switch (field) {
            case "_id" -> id[0] = value.getText();
            case "status" -> status[0] = value.getIntValue();
            case "error" -> error[0] = readError(value);
            default -> value.skipChildren();
          }
        });
    expect(id[0].equals(item.id()), "the result of " + id[0] + " for " + item.id());
    return verdict(status[0], error[0]);
  }

  /** The type and reason of an error, and those of its cause; never empty. */
  private static String readError(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return "error: " + parser.getText();
    }
    List<String> parts = new ArrayList<>();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      expect(token != null, "the reply ends inside an error");
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      boolean telling =
          token == JsonToken.VALUE_STRING
              && ("type".equals(parser.currentName()) || "reason".equals(parser.currentName()));
      if (telling) {
        parts.add(parser.getText());
      }
    }
    return Cluster.abbreviate("error: " + String.join(": ", parts));
  }

  private static Verdict verdict(int status, String error) {
    if (status >= 200 && status < 300) {
      return error.isEmpty()
          ? new Verdict(Outcome.CREATED, status, "")
          : new Verdict(Outcome.RETRY, status, error);
    }
    if (status == CONFLICT) {
      return new Verdict(Outcome.EXISTS, status, "");
    }
    boolean documentAtFault =
        (status == BAD_REQUEST && !error.contains(CLUSTER_LIMIT)) || status == TOO_LARGE;
    return new Verdict(documentAtFault ? Outcome.REJECTED : Outcome.RETRY, status, error);
  }
}
