package io.spanstone.query.alert.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.lease.Lease;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierReader;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.silence.People;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What happened, on its way by a real Elasticsearch to a receiver. */
final class DeliveryLine {
  final TestBook book = new TestBook();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Storage storage;
  final People people;
  final HistoryLog history;
  final Receiver receiver;
  private final List<AutoCloseable> open = new ArrayList<>();

  /** A lease that is held as the test says. */
  static final class Held implements Lease {
    volatile boolean held = true;

    @Override
    public boolean held() {
      return held;
    }

    @Override
    public long epoch() {
      return 1;
    }

    @Override
    public void close() {
      held = false;
    }
  }

  DeliveryLine(URI elasticsearch) throws IOException {
    String prefix = "notify_" + UUID.randomUUID().toString().substring(0, 8);
    storage = Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix(prefix));
    people = new People(storage.documents(), InstantSource.system());
    history = new HistoryLog(storage.alertTransitions(), InstantSource.system());
    receiver = new Receiver();
  }

  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    receiver.close();
    storage.close();
  }

  Delivery start() {
    return start(storage.documents(), new Held());
  }

  Delivery start(Documents documents, Lease lease) {
    Delivery delivery =
        Delivery.start(
            book,
            history,
            lease,
            documents,
            storage.traces(),
            people,
            new Channels(),
            registry,
            "https://spanstone.example.com");
    open.add(delivery);
    return delivery;
  }

  /** The id of a webhook that is stored. */
  String notifier(Receiver at, String more) throws IOException {
    String json =
        "{\"name\":\"n\",\"type\":\"webhook\",\"url\":\"%s/\",%s}".formatted(at.url(), more);
    String id = UUID.randomUUID().toString();
    Notifier notifier = NotifierReader.read(JsonFields.of(json.getBytes(UTF_8)), id, null);
    new NotifierStore(storage.documents()).create(notifier);
    return id;
  }

  /** What the receiver was told of a service. */
  List<JsonNode> of(String service) {
    return receiver.received().stream()
        .map(Receiver.Received::json)
        .filter(each -> each.at("/groupLabels/service_name").asText().equals(service))
        .toList();
  }

  static Alert firing(String id, String service, String... notifiers) {
    return TestAlerts.firing(id, service, Instant.now(), notifiers);
  }

  static List<String> ids(JsonNode notice) {
    List<String> ids = new ArrayList<>();
    notice.get("alerts").forEach(each -> ids.add(each.get("id").textValue()));
    return ids;
  }

  static Set<String> toldIds(Receiver at) {
    Set<String> ids = new HashSet<>();
    at.received().forEach(each -> ids.addAll(ids(each.json())));
    return ids;
  }
}
