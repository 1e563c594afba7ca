package io.spanstone.storage.indices;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.IndexNames.DatedIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The indices that may be dropped. One is ours if its name is one that we give and its mapping says
 * that our template made it.
 */
final class OwnIndices {
  private final Cluster cluster;
  private final IndexNames names;

  OwnIndices(Cluster cluster, IndexNames names) {
    this.cluster = cluster;
    this.names = names;
  }

  List<DatedIndex> of(Signal signal) throws StorageException {
    String path = "/" + names.pattern(signal) + "/_mapping?filter_path=*.mappings._meta.creator";
    List<DatedIndex> ours = new ArrayList<>();
    return JsonAnswer.read(
        cluster.send("GET", path),
        answer -> {
          JsonAnswer.fields(
              answer,
              (name, index) -> {
                if (creator(index).equals(Templates.CREATOR)) {
                  names.parse(signal, name).ifPresent(ours::add);
                }
              });
          return ours;
        });
  }

  /** The one string in the nested objects that the parser is at. */
  private static String creator(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    List<String> found = new ArrayList<>();
    JsonAnswer.fields(parser, (name, value) -> found.add(creator(value)));
    return String.join("", found);
  }
}
