package io.spanstone.query.alert.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.Await;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.query.alert.lease.Lease;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierReader;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.silence.People;
import io.spanstone.query.alert.silence.SilenceJson;
import io.spanstone.query.alert.silence.StoredSilence;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.Storage;
import io.spanstone.storage.StorageSettings;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notices on their way from what happened to a receiver, by a real Elasticsearch. */
@ExtendWith(SharedElasticsearch.class)
class DeliveryTest {
  private final TestBook book = new TestBook();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Storage storage;
  private People people;
  private Receiver receiver;

  /** A lease that is held as the test says. */
  private static final class Held implements Lease {
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

  @BeforeEach
  void connect(URI elasticsearch) throws IOException {
    String prefix = "notify_" + UUID.randomUUID().toString().substring(0, 8);
    storage = Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix(prefix));
    people = new People(storage.documents(), InstantSource.system());
    receiver = new Receiver();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    receiver.close();
    storage.close();
  }

  @Test
  void alertsOfAGroupAreToldTogetherAndTheirEndsToo() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\"");
    start();
    Alert one = firing("a", "cart", notifier);
    Alert two = firing("b", "cart", notifier);
    Alert other = firing("c", "stock", notifier);
    book.happens(one);
    book.happens(two);
    book.happens(other);

    Await.until("both groups are told", () -> receiver.received().size() == 2);
    assertThat(receiver.received())
        .extracting(each -> each.json().at("/groupLabels/service_name").textValue())
        .containsExactlyInAnyOrder("cart", "stock");
    assertThat(of("cart"))
        .singleElement()
        .satisfies(each -> assertThat(ids(each)).containsExactlyInAnyOrder("a", "b"));
    assertThat(of("cart").get(0).at("/alerts/0/links/traces").textValue())
        .isEqualTo("https://spanstone.example.com/traces?service=cart");

    book.happens(TestAlerts.resolved(one, Instant.now()));
    Await.until("the first end is told", () -> of("cart").size() == 2);
    assertThat(of("cart").get(1).get("status").textValue()).isEqualTo("firing");
    assertThat(of("cart").get(1).at("/alerts/0/status").textValue()).isEqualTo("resolved");
    book.happens(TestAlerts.resolved(two, Instant.now()));
    Await.until("the second end is told", () -> of("cart").size() == 3);
    assertThat(of("cart").get(2).get("status").textValue()).isEqualTo("resolved");
    assertThat(ids(of("cart").get(2))).containsExactly("b");
    assertThat(of("stock")).hasSize(1);
  }

  @Test
  void whatMatchesARouteIsToldAndNothingElse() throws IOException {
    notifier(
        receiver,
        "\"routes\":[{\"matchers\":[{\"name\":\"service_name\",\"value\":\"ca.*\",\"isRegex\":true}]}]");
    start();
    book.happens(firing("x", "stock"));
    book.happens(firing("a", "cart"));

    Await.until("it is told", () -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .extracting(each -> ids(each.json()))
        .containsExactly(List.of("a"));
  }

  @Test
  void whatWasSentButNotWrittenDownIsSentAgainAndNothingIsLost() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\"");
    FailingDocuments failing = new FailingDocuments(storage.documents());
    receiver.behave(
        exchange -> {
          failing.fails = true;
          Receiver.status(200, "ok").answer(exchange);
        });
    Held lease = new Held();
    start(failing, lease);
    book.happens(firing("a", "cart", notifier));
    Await.until("it is sent", () -> receiver.received().size() == 1);
    Await.until("and could not be written down", () -> failing.failures > 0);
    lease.held = false; // as if the process had been killed: what it knows is lost
    receiver.behave(Receiver.status(200, "ok"));

    book.happens(firing("b", "stock", notifier));
    start();

    Await.until("what is owed is told", () -> of("stock").size() == 1 && of("cart").size() == 2);
    assertThat(of("cart").get(0).get("noticeId")).isEqualTo(of("cart").get(1).get("noticeId"));
  }

  @Test
  void storageThatFailsForAWhileMakesNothingToldTwice() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\"");
    FailingDocuments failing = new FailingDocuments(storage.documents());
    receiver.behave(
        exchange -> {
          failing.fails = true;
          Receiver.status(200, "ok").answer(exchange);
        });
    start(failing, new Held());
    Alert first = firing("a", "cart", notifier);
    book.happens(first);
    Await.until("it could not be written down", () -> failing.failures > 3);
    receiver.behave(Receiver.status(200, "ok"));
    failing.fails = false;
    book.happens(TestAlerts.resolved(first, Instant.now()));

    Await.until("the end is told", () -> receiver.received().size() == 2);
    assertThat(receiver.received())
        .extracting(each -> each.json().get("status").textValue())
        .containsExactly("firing", "resolved");
  }

  @Test
  void aReceiverThatIsDownIsToldWhenItIsUpAndTheOthersMeanwhile() throws IOException {
    try (Receiver healthy = new Receiver()) {
      String down = notifier(receiver, "\"groupInterval\":\"1s\"");
      String up = notifier(healthy, "\"groupInterval\":\"1s\"");
      receiver.behave(Receiver.status(503, "later", "Retry-After", "1"));
      start();
      Alert a = firing("a", "cart", down, up);
      book.happens(a);
      Await.until("the one is told", () -> healthy.received().size() == 1);
      Await.until("the other fails", () -> receiver.received().size() >= 2);
      assertThat(registry.get("spanstone.alerts.owed").tag("notifier", down).gauge().value())
          .isEqualTo(1);
      book.happens(TestAlerts.resolved(a, Instant.now()));
      book.happens(firing("b", "cart", down, up));
      Await.until("the one knows", () -> toldIds(healthy).equals(Set.of("a", "b")));

      receiver.received().clear();
      receiver.behave(Receiver.status(200, "ok"));

      Await.until("the other knows, too", () -> receiver.received().size() == 1);
      JsonNode notice = receiver.last().json();
      assertThat(notice.get("status").textValue()).isEqualTo("firing");
      assertThat(ids(notice)).containsExactly("b", "a");
      assertThat(notice.at("/alerts/1/status").textValue()).isEqualTo("resolved");
      assertThat(notice.at("/alerts/1/firings").intValue()).isEqualTo(1);
      Await.until(
          "nothing is owed",
          () -> registry.get("spanstone.alerts.owed").tag("notifier", down).gauge().value() == 0);
    }
  }

  @Test
  void aSlowReceiverKeepsNobodyElseWaiting() throws IOException {
    try (Receiver quick = new Receiver()) {
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch answer = new CountDownLatch(1);
      receiver.behave(
          exchange -> {
            asked.countDown();
            answer.await();
            Receiver.status(200, "ok").answer(exchange);
          });
      String slow = notifier(receiver, "\"timeout\":\"60s\"");
      String other = notifier(quick, "\"groupInterval\":\"1s\"");
      start();
      book.happens(firing("a", "cart", slow));
      Await.until("the slow one is asked", () -> asked.getCount() == 0);
      for (int i = 0; i < 5; i++) {
        book.happens(firing("b" + i, "service-" + i, other));
      }

      Await.until("the others are told", () -> quick.received().size() == 5);
      assertThat(answer.getCount()).isEqualTo(1);
      answer.countDown();
    }
  }

  @Test
  void flappingIsToldByItsLastStateAndACount() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\"");
    receiver.behave(Receiver.status(503, "later"));
    start();
    Instant at = Instant.now();
    book.happens(firing("a", "cart", notifier));
    Await.until("it is tried", () -> !receiver.received().isEmpty());
    Alert last = null;
    for (int i = 1; i <= 4; i++) {
      last = TestAlerts.firing("a", "cart", at.plusSeconds(i), notifier);
      book.happens(TestAlerts.resolved(book.active().get(0), at.plusSeconds(i)));
      book.happens(last);
    }
    book.happens(TestAlerts.resolved(last, at.plusSeconds(5)));
    Await.until(
        "all is known",
        () -> storage.documents().list("notice").toString().contains("\"begun\":5"));
    receiver.received().clear();
    receiver.behave(Receiver.status(200, "ok"));

    Await.until("it is told", () -> !receiver.received().isEmpty());
    assertThat(receiver.last().json().at("/alerts/0/firings").intValue()).isEqualTo(5);
    assertThat(receiver.last().json().get("status").textValue()).isEqualTo("resolved");
  }

  @Test
  void thousandsOfAlertsAreOneNoticeThatSaysHowManyItLeavesOut() throws IOException {
    String notifier = notifier(receiver, "\"groupWait\":\"5s\"");
    start();
    for (int i = 0; i < 3_000; i++) {
      book.happens(firing("alert-" + i, "cart", notifier));
    }

    Await.until("it is told", () -> !receiver.received().isEmpty());
    JsonNode notice = receiver.last().json();
    assertThat(notice.get("alerts")).hasSize(100);
    assertThat(notice.get("truncatedAlerts").intValue()).isEqualTo(2_900);
    assertThat(receiver.last().text()).hasSizeLessThan(200_000);
  }

  @Test
  void noMoreNoticesAreSentThanTheRateLimitAllows() throws IOException {
    String notifier = notifier(receiver, "\"rateLimit\":{\"perMinute\":1,\"burst\":3}");
    start();
    for (int i = 0; i < 10; i++) {
      book.happens(firing("a" + i, "service-" + i, notifier));
    }

    Await.until(
        "the limit is met",
        () ->
            registry.find("spanstone.alerts.rate.limited").counter() != null
                && registry.get("spanstone.alerts.rate.limited").counter().count() > 2);
    assertThat(receiver.received()).hasSizeBetween(3, 4);
  }

  @Test
  void whatIsSilencedIsNotToldAndWhatIsAcknowledgedNotRepeated() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\",\"repeatInterval\":\"10s\"");
    StoredSilence silence =
        silence(
            "{\"matchers\":[{\"name\":\"service_name\",\"value\":\"cart\"}],\"endsAt\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(3_600)));
    Delivery delivery = start();
    Alert stock = firing("b", "stock", notifier);
    book.happens(firing("a", "cart", notifier));
    book.happens(stock);

    Await.until("the other is told", () -> !of("stock").isEmpty());
    people.acknowledge(stock, new Acknowledgement("ada", "on it", Instant.now()));
    delivery.wake();
    assertThat(of("cart")).isEmpty();
    people.deleteSilence("s", silence.version());
    delivery.wake();
    Await.until("it is told when the silence is over", () -> !of("cart").isEmpty());
    Await.until("it is repeated", () -> of("cart").size() >= 2);
    assertThat(of("stock")).as("acknowledged").hasSize(1);
  }

  @Test
  void anotherProcessGoesOnWhereOneStopped() throws IOException {
    String notifier = notifier(receiver, "\"groupInterval\":\"1s\"");
    Held first = new Held();
    Held second = new Held();
    second.held = false;
    start(storage.documents(), first);
    start(storage.documents(), second);
    Alert alert = firing("a", "cart", notifier);
    book.happens(alert);
    Await.until("the first tells it", () -> receiver.received().size() == 1);
    Await.until(
        "and writes it down",
        () -> storage.documents().list("notice").toString().contains("lastToldAt"));
    first.held = false;
    second.held = true;
    book.happens(TestAlerts.resolved(alert, Instant.now()));

    Await.until("the second tells the end", () -> receiver.received().size() == 2);
    second.held = false;
    first.held = true;
    book.happens(firing("c", "stock", notifier));
    Await.until("the first goes on", () -> of("stock").size() == 1);
    assertThat(of("cart"))
        .extracting(each -> each.get("status").textValue())
        .containsExactly("firing", "resolved");
  }

  private Delivery start() {
    return start(storage.documents(), new Held());
  }

  private Delivery start(Documents documents, Lease lease) {
    Delivery delivery =
        Delivery.start(
            book,
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

  private String notifier(Receiver at, String more) throws IOException {
    String json =
        "{\"name\":\"n\",\"type\":\"webhook\",\"url\":\"%s/\",%s}".formatted(at.url(), more);
    String id = UUID.randomUUID().toString();
    Notifier notifier = NotifierReader.read(JsonFields.of(json.getBytes(UTF_8)), id, null);
    new NotifierStore(storage.documents()).create(notifier);
    return id;
  }

  private StoredSilence silence(String json) throws IOException {
    JsonFields fields = JsonFields.of(json.getBytes(UTF_8));
    return people.create(SilenceJson.read(fields, "s", Instant.now()));
  }

  private static Alert firing(String id, String service, String... notifiers) {
    return TestAlerts.firing(id, service, Instant.now(), notifiers);
  }

  private List<JsonNode> of(String service) {
    return receiver.received().stream()
        .map(Receiver.Received::json)
        .filter(each -> each.at("/groupLabels/service_name").asText().equals(service))
        .toList();
  }

  private static List<String> ids(JsonNode notice) {
    List<String> ids = new ArrayList<>();
    notice.get("alerts").forEach(each -> ids.add(each.get("id").textValue()));
    return ids;
  }

  private static Set<String> toldIds(Receiver at) {
    Set<String> ids = new HashSet<>();
    at.received().forEach(each -> ids.addAll(ids(each.json())));
    return ids;
  }

  /** Storage that takes no writes of notices while it is told to fail. */
  private static final class FailingDocuments implements Documents {
    private final Documents documents;
    volatile boolean fails;
    volatile int failures;

    FailingDocuments(Documents documents) {
      this.documents = documents;
    }

    @Override
    public Optional<Document> get(String kind, String id) throws IOException {
      return documents.get(kind, id);
    }

    @Override
    public List<Document> list(String kind) throws IOException {
      return documents.list(kind);
    }

    @Override
    public Document create(String kind, String id, String json) throws IOException {
      fail(kind);
      return documents.create(kind, id, json);
    }

    @Override
    public Document replace(String kind, String id, String json, DocumentVersion version)
        throws IOException {
      fail(kind);
      return documents.replace(kind, id, json, version);
    }

    @Override
    public void delete(String kind, String id, DocumentVersion version) throws IOException {
      documents.delete(kind, id, version);
    }

    private synchronized void fail(String kind) throws IOException {
      if (fails && kind.equals("notice")) {
        failures++;
        throw new IOException("storage is down");
      }
    }
  }
}
