package io.spanstone.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The index templates, by which Elasticsearch creates each index at its first write. */
final class Templates {
  /** In the mapping of every index that these templates create; retention asks for it. */
  static final String CREATOR = "spanstone";

  private static final String TEMPLATE =
      """
      {
        "index_patterns": ["%s"],
        "priority": 500,
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

  Templates(IndexNames names, StorageSettings settings) {
    this.names = names;
    this.settings = settings;
  }

  void install(Cluster cluster) throws StorageException {
    for (Signal signal : Signal.values()) {
      put(cluster, names.alias(signal), blocks(signal));
      addFields(cluster, names.pattern(signal));
    }
    put(cluster, names.collectors(), small(names.collectors(), "collector-mapping.json"));
    put(cluster, names.rollups(), small(names.rollups(), "collector-mapping.json"));
    installDocuments(cluster);
    installAlerts(cluster);
  }

  void installDocuments(Cluster cluster) throws StorageException {
    put(cluster, names.documents(), small(names.documents(), "document-mapping.json"));
  }

  void installAlerts(Cluster cluster) throws StorageException {
    put(
        cluster,
        names.alerts(),
        TEMPLATE.formatted(
            names.alerts() + "-*",
            1,
            settings.replicas(),
            mapping("event-mapping.json"),
            "\"" + names.alerts() + "\": {}"));
  }

  private static void put(Cluster cluster, String name, String template) throws StorageException {
    cluster.send("PUT", "/_index_template/" + name, template);
  }

  /** Lets indices that there are already, such as today's, take what this version writes. */
  private static void addFields(Cluster cluster, String pattern) throws StorageException {
    cluster.send(
        "PUT", "/" + pattern + "/_mapping?allow_no_indices=true", mapping("block-mapping.json"));
  }

  private String blocks(Signal signal) {
    return TEMPLATE.formatted(
        names.pattern(signal),
        settings.shards(),
        settings.replicas(),
        mapping("block-mapping.json"),
        "\"" + names.alias(signal) + "\": {}");
  }

  private String small(String index, String mapping) {
    return TEMPLATE.formatted(index, 1, settings.replicas(), mapping(mapping), "");
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
