package io.spanstone.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.IndexNames.DatedIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops whole indices that are older than the retention of their signal. An index is ours if its
 * name is one that we give and its mapping says that our template made it.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** A clock that runs this far ahead of the newest data is not believed. */
  private static final Duration INCREDIBLE_GAP = Duration.ofDays(366);

  private final Cluster cluster;
  private final IndexNames names;
  private final StorageSettings settings;

  Retention(Cluster cluster, IndexNames names, StorageSettings settings) {
    this.cluster = cluster;
    this.names = names;
    this.settings = settings;
  }

  /** Drops what has expired at {@code now}. Returns the names. */
  List<String> apply(Instant now) throws StorageException {
    List<DatedIndex> indices = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      indices.addAll(ours(signal));
    }
    List<DatedIndex> expired = indices.stream().filter(index -> isExpired(index, now)).toList();
    if (expired.isEmpty() || !isCredible(now, indices)) {
      return List.of();
    }
    List<String> dropped = new ArrayList<>();
    for (DatedIndex index : expired) {
      cluster.send("DELETE", "/" + index.name() + "?ignore_unavailable=true");
      LOG.info(
          "dropped {}: all of it is older than {}",
          index.name(),
          settings.retention(index.signal()));
      dropped.add(index.name());
    }
    return dropped;
  }

  private boolean isExpired(DatedIndex index, Instant now) {
    return index.periodEnd().plus(settings.retention(index.signal())).isBefore(now);
  }

  private static boolean isCredible(Instant now, List<DatedIndex> indices) {
    Optional<Instant> newest =
        indices.stream().map(DatedIndex::periodEnd).max(Comparator.naturalOrder());
    if (newest.isPresent() && newest.get().plus(INCREDIBLE_GAP).isBefore(now)) {
      LOG.warn(
          "nothing dropped: the clock says {} but the newest data are of {}", now, newest.get());
      return false;
    }
    return true;
  }

  private List<DatedIndex> ours(Signal signal) throws StorageException {
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
