package io.spanstone.storage.cluster;

import io.spanstone.block.IndexPeriod;
import io.spanstone.otlp.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where Elasticsearch is and how data are kept in it. The constructor names every fault at once.
 *
 * @param urls nodes to talk to, {@code http} or {@code https}; when one fails the next is tried
 * @param username for basic authentication, together with {@code password}
 * @param apiKey the encoded key ({@code Authorization: ApiKey …}); not together with a user name
 * @param caFile PEM file of the certificate authorities to trust instead of the JVM's
 * @param indexPrefix the first part of the name of every index, template and alias; lower case
 * @param shards primary shards of an index
 * @param replicas copies of each primary shard
 * @param indexPeriod of event time in one index
 * @param retentionTraces data older than this are dropped, index by index; likewise the others
 * @param timeouts for talking to Elasticsearch
 * @param minFreeBytes where a node's disk has less free, the oldest data are dropped before their
 *     time, index by index; 0 for never
 */
public record StorageSettings(
    List<URI> urls,
    @Nullable String username,
    @Nullable String password,
    @Nullable String apiKey,
    @Nullable Path caFile,
    String indexPrefix,
    int shards,
    int replicas,
    IndexPeriod indexPeriod,
    Duration retentionTraces,
    Duration retentionLogs,
    Duration retentionMetrics,
    Timeouts timeouts,
    long minFreeBytes) {

  /**
   * Time limits of one request.
   *
   * @param connect to open a connection
   * @param socket between two packets of an answer
   * @param request until the whole answer is there
   */
  public record Timeouts(Duration connect, Duration socket, Duration request) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  public StorageSettings {
    urls = List.copyOf(urls);
    List<String> faults = faults(urls, username, password, apiKey, indexPrefix);
    require(faults, shards >= 1 && shards <= 1024, "shards must be 1 to 1024, not " + shards);
    require(faults, replicas >= 0, "replicas must not be negative");
    requirePositive(faults, "retention of traces", retentionTraces);
    requirePositive(faults, "retention of logs", retentionLogs);
    requirePositive(faults, "retention of metrics", retentionMetrics);
    require(faults, minFreeBytes >= 0, "free bytes must not be negative");
    requirePositive(faults, "connect timeout", timeouts.connect());
    requirePositive(faults, "socket timeout", timeouts.socket());
    requirePositive(faults, "request timeout", timeouts.request());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /** An unsecured node, such as the embedded one: one shard, no replicas, all else by default. */
  public static StorageSettings local(URI url) {
    return new StorageSettings(
        List.of(url),
        null,
        null,
        null,
        null,
        "spanstone",
        1,
        0,
        IndexPeriod.DAY,
        Duration.ofDays(7),
        Duration.ofDays(7),
        Duration.ofDays(30),
        Timeouts.DEFAULT,
        0);
  }

  /** How long data of that signal are kept. */
  public Duration retention(Signal signal) {
    return switch (signal) {
      case TRACES -> retentionTraces;
      case LOGS -> retentionLogs;
      case METRICS -> retentionMetrics;
    };
  }

  /** These settings with another index prefix. */
  public StorageSettings withIndexPrefix(String newPrefix) {
    return with(newPrefix, minFreeBytes);
  }

  /** These settings with that much to be kept free. */
  public StorageSettings withMinFreeBytes(long bytes) {
    return with(indexPrefix, bytes);
  }

  private StorageSettings with(String newPrefix, long newMinFreeBytes) {
    return new StorageSettings(
        urls,
        username,
        password,
        apiKey,
        caFile,
        newPrefix,
        shards,
        replicas,
        indexPeriod,
        retentionTraces,
        retentionLogs,
        retentionMetrics,
        timeouts,
        newMinFreeBytes);
  }

  /** Names the settings without their secrets. */
  @Override
  public String toString() {
    return "StorageSettings[urls=" + urls + ", indexPrefix=" + indexPrefix + "]";
  }

  private static List<String> faults(
      List<URI> urls,
      @Nullable String username,
      @Nullable String password,
      @Nullable String apiKey,
      String indexPrefix) {
    List<String> faults = new ArrayList<>();
    require(faults, !urls.isEmpty(), "no Elasticsearch URL");
    for (URI url : urls) {
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      require(
          faults,
          (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null,
          "not an http or https URL of a host: " + url);
    }
    require(
        faults,
        (username == null) == (password == null),
        "user name and password must be given together");
    require(faults, username == null || apiKey == null, "give a user name or an API key, not both");
    require(
        faults,
        indexPrefix.matches("[a-z0-9][a-z0-9_]{0,63}"),
        "index prefix must be up to 64 of a-z, 0-9 and _, not " + indexPrefix);
    return faults;
  }

  private static void requirePositive(List<String> faults, String what, Duration value) {
    require(faults, !value.isNegative() && !value.isZero(), what + " must be positive");
  }

  private static void require(List<String> faults, boolean condition, String fault) {
    if (!condition) {
      faults.add(fault);
    }
  }
}
