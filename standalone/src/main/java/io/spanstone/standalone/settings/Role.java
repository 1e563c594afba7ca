package io.spanstone.standalone.settings;

/** Which parts run in this process. */
public enum Role {
  /** Everything, Elasticsearch too unless one is named. */
  UP,
  /** The collector only. */
  COLLECTOR,
  /** The query API with its UI only. */
  QUERY;

  /** Whether this role brings its own Elasticsearch when none is named. */
  boolean embedsElasticsearch() {
    return this == UP;
  }
}
