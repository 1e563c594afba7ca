package io.spanstone.standalone.settings;

import io.spanstone.block.IndexPeriod;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All settings; docs/reference/settings.md explains each, and a test compares the two. */
final class Keys {
  static final String PREFIX = "SPANSTONE_";

  /** For the script {@code spanstone}, before there is a JVM; so never in the file. */
  static final String JAVA_OPTIONS = PREFIX + "JAVA_OPTIONS";

  static final Setting<Path> DATA =
      new Setting<>("SPANSTONE_DATA", "./data", "a directory", Values::path);
  static final Setting<String> BIND =
      new Setting<>(
          "SPANSTONE_BIND", "127.0.0.1", "an address of this machine, or 0.0.0.0", Values::address);
  static final Setting<Integer> HTTP_PORT = port("SPANSTONE_HTTP_PORT", "7070");
  static final Setting<String> PUBLIC_URL =
      new Setting<>(
          "SPANSTONE_PUBLIC_URL",
          "",
          "an http or https URL without query, such as https://spanstone.example.com",
          Values::pageUrl);
  static final Setting<Integer> OTLP_GRPC_PORT = port("SPANSTONE_OTLP_GRPC_PORT", "4317");
  static final Setting<Integer> OTLP_HTTP_PORT = port("SPANSTONE_OTLP_HTTP_PORT", "4318");
  static final Setting<Integer> ES_PORT = port("SPANSTONE_ES_PORT", "9200");
  static final Setting<String> ES_HEAP =
      new Setting<>("SPANSTONE_ES_HEAP", "1g", "a size of 256m to 31g, in m or g", Values::heap);
  static final Setting<List<URI>> ES_URL =
      new Setting<>(
          "SPANSTONE_ES_URL",
          "",
          "http or https URLs separated by commas, such as https://search-1:9200, without a user",
          Values::urls);
  static final Setting<String> ES_USERNAME =
      new Setting<>("SPANSTONE_ES_USERNAME", "", "a user name", text -> text);
  static final Setting<String> ES_PASSWORD = Setting.secret("SPANSTONE_ES_PASSWORD", "a password");
  static final Setting<String> ES_API_KEY =
      Setting.secret("SPANSTONE_ES_API_KEY", "an encoded API key");
  static final Setting<Path> ES_CA =
      new Setting<>("SPANSTONE_ES_CA", "", "a readable PEM file of certificates", Values::pemFile);
  static final Setting<String> INDEX_PREFIX =
      new Setting<>(
          "SPANSTONE_INDEX_PREFIX",
          "spanstone",
          "1 to 64 of a-z, 0-9 and _, beginning with a letter or digit",
          Values::indexPrefix);
  static final Setting<IndexPeriod> INDEX_PERIOD =
      new Setting<>("SPANSTONE_INDEX_PERIOD", "day", "day or hour", Values::indexPeriod);
  static final Setting<Integer> INDEX_SHARDS =
      new Setting<>(
          "SPANSTONE_INDEX_SHARDS", "1", "1 to 1024", text -> Values.number(text, 1, 1024));
  static final Setting<Integer> INDEX_REPLICAS =
      new Setting<>("SPANSTONE_INDEX_REPLICAS", "", "0 to 10", text -> Values.number(text, 0, 10));
  static final Setting<Duration> RETENTION_TRACES = retention("SPANSTONE_RETENTION_TRACES", "7d");
  static final Setting<Duration> RETENTION_LOGS = retention("SPANSTONE_RETENTION_LOGS", "7d");
  static final Setting<Duration> RETENTION_METRICS =
      retention("SPANSTONE_RETENTION_METRICS", "30d");
  static final Setting<Long> DISK_MIN_FREE =
      new Setting<>(
          "SPANSTONE_DISK_MIN_FREE",
          "1500m",
          "a size of at least 1m, such as 1500m or 20g",
          text -> Values.bytes(text, 1L << 20));
  static final Setting<Long> JOURNAL_QUOTA =
      new Setting<>(
          "SPANSTONE_JOURNAL_QUOTA",
          "2g",
          "a size of at least 256m, such as 512m, 2g or 1t",
          text -> Values.bytes(text, 256L << 20));

  static final Setting<Duration> QUERY_TIMEOUT =
      new Setting<>(
          "SPANSTONE_QUERY_TIMEOUT",
          "2m",
          "a duration of at least 1s, such as 30s or 2m",
          text -> Values.duration(text, Duration.ofSeconds(1)));
  static final Setting<Integer> QUERY_CONCURRENCY =
      new Setting<>(
          "SPANSTONE_QUERY_CONCURRENCY", "8", "1 to 256", text -> Values.number(text, 1, 256));
  static final Setting<Integer> QUERY_MAX_SAMPLES =
      new Setting<>(
          "SPANSTONE_QUERY_MAX_SAMPLES",
          "5000000",
          "100000 to 1000000000",
          text -> Values.number(text, 100_000, 1_000_000_000));
  static final Setting<Integer> QUERY_MAX_SERIES =
      new Setting<>(
          "SPANSTONE_QUERY_MAX_SERIES",
          "100000",
          "100 to 10000000",
          text -> Values.number(text, 100, 10_000_000));
  static final Setting<URI> COLLECTOR_URL =
      new Setting<>(
          "SPANSTONE_COLLECTOR_URL",
          "",
          "an http or https URL, such as http://collector:4318",
          text -> Values.urls(text).get(0));
  static final Setting<Duration> ALERTS_OFFSET =
      new Setting<>(
          "SPANSTONE_ALERTS_OFFSET",
          "15s",
          "a duration of at least 1s, such as 15s or 1m",
          text -> Values.duration(text, Duration.ofSeconds(1)));

  static final List<Setting<?>> ALL =
      List.of(
          DATA,
          BIND,
          HTTP_PORT,
          PUBLIC_URL,
          OTLP_GRPC_PORT,
          OTLP_HTTP_PORT,
          ES_PORT,
          ES_HEAP,
          ES_URL,
          ES_USERNAME,
          ES_PASSWORD,
          ES_API_KEY,
          ES_CA,
          INDEX_PREFIX,
          INDEX_PERIOD,
          INDEX_SHARDS,
          INDEX_REPLICAS,
          RETENTION_TRACES,
          RETENTION_LOGS,
          RETENTION_METRICS,
          DISK_MIN_FREE,
          JOURNAL_QUOTA,
          QUERY_TIMEOUT,
          QUERY_CONCURRENCY,
          QUERY_MAX_SAMPLES,
          QUERY_MAX_SERIES,
          COLLECTOR_URL,
          ALERTS_OFFSET);

  private Keys() {}

  private static Setting<Integer> port(String key, String standard) {
    return new Setting<>(
        key,
        standard,
        "a port, 1 to 65535, or 0 for any free one",
        text -> Values.number(text, 0, 65_535));
  }

  private static Setting<Duration> retention(String key, String standard) {
    return new Setting<>(
        key,
        standard,
        "a duration of at least 1h, such as 12h or 7d",
        text -> Values.duration(text, Duration.ofHours(1)));
  }
}
