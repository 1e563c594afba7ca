package io.spanstone.storage.indices;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import io.spanstone.block.BlockFormat;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.JsonAnswer;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.indices.IndexNames.DatedIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index templates, by which Elasticsearch creates each index at its first write. */
public final class Templates {
  /** In the mapping of every index that these templates create; retention asks for it. */
  static final String CREATOR = "spanstone";

  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  /** Their names must fit in the first line of an HTTP request. */
  private static final int INDICES_A_REQUEST = 20;

  private static final String TEMPLATE =
      """
      {
        "index_patterns": ["%s"],
        "priority": 500,
        "version": %d,
        "template": {
          "settings": {
            "number_of_shards": %d,
            "number_of_replicas": %d,
            "refresh_interval": "1s",
            "codec": "best_compression",
            "translog.durability": "request"
          },
          "mappings": %s,
          "aliases": {%s}
        }
      }
      """;

  private final IndexNames names;
  private final StorageSettings settings;

  public Templates(IndexNames names, StorageSettings settings) {
    this.names = names;
    this.settings = settings;
  }

  /**
   * Puts all templates into place.
   *
   * @throws NewerFormatException if those of a newer program are there; they stay
   */
  public void install(Cluster cluster) throws StorageException {
    requireNotNewer(cluster, settings.timeouts().request());
    for (Signal signal : Signal.values()) {
      put(cluster, names.alias(signal), blocks(signal));
      addFields(cluster, signal);
    }
    put(cluster, names.collectors(), small(names.collectors(), "collector-mapping.json"));
    put(cluster, names.rollups(), small(names.rollups(), "collector-mapping.json"));
    installDocuments(cluster);
    installAlerts(cluster);
  }

  /**
   * Looks whether a newer program has set up the blocks. One of before this was told has no
   * version.
   *
   * @param timeout of each of a few questions
   * @throws NewerFormatException if so
   */
  public void requireNotNewer(Cluster cluster, Duration timeout) throws StorageException {
    for (Signal signal : Signal.values()) {
      String name = names.alias(signal);
      int version = version(cluster, name, timeout);
      if (BlockFormat.isNewer(version)) {
        throw new NewerFormatException(
            "the indices %s were set up by a newer program: its blocks are of version %d, this one's of %d;"
                    .formatted(name, version, BlockFormat.VERSION)
                + " start the version that wrote them, or set SPANSTONE_INDEX_PREFIX to another"
                + " name, under which nothing is stored yet");
      }
    }
  }

  /** 0 if there is no such template, or it has none. */
  private static int version(Cluster cluster, String template, Duration timeout)
      throws StorageException {
    String path = "/_index_template/" + template + "?filter_path=index_templates.*.version";
    try {
      return JsonAnswer.read(
          cluster.send("GET", path, timeout),
          answer -> {
            int[] found = {0};
            JsonAnswer.fields(
                answer,
                (all, templates) -> {
                  while (templates.nextToken() == JsonToken.START_OBJECT) {
                    JsonAnswer.fields(
                        templates,
                        (name, body) ->
                            JsonAnswer.fields(
                                body, (field, value) -> found[0] = value.getIntValue()));
                  }
                });
            return found[0];
          });
    } catch (ClusterStatusException e) {
      if (e.status() == NOT_FOUND) {
        return 0;
      }
      throw e;
    }
  }

  /** Puts that of documents into place; one of a newer program stays, and takes ours, too. */
  public void installDocuments(Cluster cluster) throws StorageException {
    putUnlessNewer(cluster, names.documents(), small(names.documents(), "document-mapping.json"));
  }

  /** Puts that of what became of alerts into place; one of a newer program stays, as above. */
  public void installAlerts(Cluster cluster) throws StorageException {
    putUnlessNewer(
        cluster,
        names.alerts(),
        TEMPLATE.formatted(
            names.alerts() + "-*",
            BlockFormat.VERSION,
            1,
            settings.replicas(),
            mapping("event-mapping.json"),
            "\"" + names.alerts() + "\": {}"));
  }

  /** Unlike blocks, such entries are JSON that says itself what it is, to any version. */
  private void putUnlessNewer(Cluster cluster, String name, String template)
      throws StorageException {
    int version = version(cluster, name, settings.timeouts().request());
    if (BlockFormat.isNewer(version)) {
      LOG.warn(
          "A newer program has set up the index template {}, of version {}; it stays",
          name,
          version);
    } else {
      put(cluster, name, template);
    }
  }

  private static void put(Cluster cluster, String name, String template) throws StorageException {
    cluster.send("PUT", "/_index_template/" + name, template);
  }

  /**
   * Lets our indices that there are already, such as today's, take what this version writes. One
   * that somebody gave another mapping stays as it is: it refuses blocks by itself.
   */
  private void addFields(Cluster cluster, Signal signal) throws StorageException {
    List<DatedIndex> indices = new OwnIndices(cluster, names).of(signal);
    for (int from = 0; from < indices.size(); from += INDICES_A_REQUEST) {
      String some =
          indices.stream()
              .skip(from)
              .limit(INDICES_A_REQUEST)
              .map(DatedIndex::name)
              .collect(Collectors.joining(","));
      try {
        cluster.send(
            "PUT",
            "/" + some + "/_mapping?ignore_unavailable=true&allow_no_indices=true",
            mapping("block-mapping.json"));
      } catch (ClusterStatusException refused) {
        if (refused.status() != BAD_REQUEST) {
          throw refused;
        }
        LOG.warn("Cannot add fields to the mapping of {}: {}", some, refused.getMessage());
      }
    }
  }

  private String blocks(Signal signal) {
    return TEMPLATE.formatted(
        names.pattern(signal),
        BlockFormat.VERSION,
        settings.shards(),
        settings.replicas(),
        mapping("block-mapping.json"),
        "\"" + names.alias(signal) + "\": {}");
  }

  private String small(String index, String mapping) {
    return TEMPLATE.formatted(
        index, BlockFormat.VERSION, 1, settings.replicas(), mapping(mapping), "");
  }

  private static String mapping(String resource) {
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource + " in the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
