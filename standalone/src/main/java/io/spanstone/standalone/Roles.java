package io.spanstone.standalone;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.collector.Collector;
import io.spanstone.node.DirectoryLock;
import io.spanstone.node.ElasticsearchNode;
import io.spanstone.query.QueryServer;
import io.spanstone.query.ReadinessCheck;
import io.spanstone.standalone.settings.Role;
import io.spanstone.standalone.settings.Settings;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.NewerFormatException;
import io.spanstone.storage.report.CollectorReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of each role, in the order of their start; they stop in the opposite order. */
final class Roles {
  private static final Logger log = LoggerFactory.getLogger(Roles.class);
  private static final int EMBEDDED_TRIES = 20;
  private static final Duration FORMAT_POLL = Duration.ofMillis(500);

  private final Settings settings;
  private final Parts parts;
  private final Wiring wiring;

  Roles(Settings settings, Distribution distribution, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    this.wiring = new Wiring(settings, distribution);
  }

  /** Starts what the role is made of; everything listens when this returns. */
  Running start(Role role) throws Exception {
    return switch (role) {
      case UP -> up();
      case COLLECTOR -> collector();
      case QUERY -> query();
    };
  }

  private Running up() throws Exception {
    parts.start(() -> DirectoryLock.acquire(settings.data()));
    PrometheusMeterRegistry meters = parts.start(OwnMetrics::start).registry();
    Storage storage =
        storage(settings.embedsElasticsearch() ? embedded(meters) : settings.esUrls());
    requireNotNewer(storage);
    Collector collector = collector(storage, meters);
    QueryServer query =
        parts.start(
            () ->
                QueryServer.start(
                    wiring.query(),
                    storage,
                    () -> List.of(collector.report()),
                    meters,
                    List.of(
                        ReadinessCheck.of("collector", collector::unready),
                        ReadinessCheck.of("journal", collector::refusal)),
                    wiring.alerts(collector.httpPort())));
    return new Running(
        collector::unready, query.port(), collector.grpcPort(), collector.httpPort());
  }

  private Running collector() throws Exception {
    parts.start(() -> DirectoryLock.acquire(settings.data()));
    PrometheusMeterRegistry meters = parts.start(OwnMetrics::start).registry();
    Storage storage = storage(settings.esUrls());
    requireNotNewer(storage);
    Collector collector = collector(storage, meters);
    return new Running(
        collector::unready, Running.NO_PORT, collector.grpcPort(), collector.httpPort());
  }

  private Running query() throws Exception {
    PrometheusMeterRegistry meters = parts.start(OwnMetrics::start).registry();
    Storage storage = storage(settings.esUrls());
    QueryServer query =
        parts.start(
            () ->
                QueryServer.start(
                    wiring.query(),
                    storage,
                    () -> reports(storage),
                    meters,
                    List.of(),
                    wiring.alerts(settings.otlpHttpPort())));
    return new Running(storage::unready, query.port(), Running.NO_PORT, Running.NO_PORT);
  }

  /**
   * The embedded Elasticsearch answers, but may not have read what it has stored yet. Another may
   * be away for as long as it likes: nobody waits for it here.
   */
  private void requireNotNewer(Storage storage) throws Exception {
    int triesLeft = settings.embedsElasticsearch() ? EMBEDDED_TRIES : 1;
    do {
      try {
        storage.requireNotNewer();
        return;
      } catch (NewerFormatException newer) {
        throw settings.embedsElasticsearch()
            ? new IOException(
                "the data in %s is newer than this program: %s"
                    .formatted(settings.data(), newer.getMessage()),
                newer)
            : newer;
      } catch (StorageException notYet) {
        log.debug("It is not known yet who has set up what is stored", notYet);
      }
      triesLeft--;
    } while (triesLeft > 0 && !parts.awaitStop(FORMAT_POLL));
  }

  private List<URI> embedded(PrometheusMeterRegistry meters) throws Exception {
    ElasticsearchNode node = parts.start(() -> ElasticsearchNode.start(wiring.node()));
    OwnMetrics.register(node, meters);
    return List.of(node.uri());
  }

  private Storage storage(List<URI> urls) throws Exception {
    return parts.start(() -> Storage.connect(wiring.storage(urls)));
  }

  private static List<CollectorReport> reports(Storage storage) {
    try {
      return storage.collectorReports();
    } catch (StorageException unknown) {
      throw new UncheckedIOException(unknown);
    }
  }

  private Collector collector(Storage storage, PrometheusMeterRegistry meters) throws Exception {
    return parts.start(() -> Collector.start(wiring.collector(), storage, meters));
  }
}
