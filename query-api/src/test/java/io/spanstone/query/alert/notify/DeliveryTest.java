package io.spanstone.query.alert.notify;

import static io.spanstone.query.alert.notify.DeliveryLine.firing;
import static io.spanstone.query.alert.notify.DeliveryLine.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.Await;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.query.alert.history.HistoryQuery;
import io.spanstone.query.alert.silence.SilenceJson;
import io.spanstone.query.alert.silence.StoredSilence;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notices on their way from what happened to a receiver, and what people do meanwhile. */
@ExtendWith(SharedElasticsearch.class)
class DeliveryTest {
  private DeliveryLine line;

  @BeforeEach
  void connect(URI elasticsearch) throws IOException {
    line = new DeliveryLine(elasticsearch);
  }

  @AfterEach
  void close() throws Exception {
    line.close();
  }

  @Test
  void alertsOfAGroupAreToldTogetherAndTheirEndsToo() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    line.start();
    Alert one = firing("a", "cart", notifier);
    Alert two = firing("b", "cart", notifier);
    Alert other = firing("c", "stock", notifier);
    line.book.happens(one);
    line.book.happens(two);
    line.book.happens(other);

    Await.until("both groups are told", () -> line.receiver.received().size() == 2);
    assertThat(line.receiver.received())
        .extracting(each -> each.json().at("/groupLabels/service_name").textValue())
        .containsExactlyInAnyOrder("cart", "stock");
    assertThat(line.of("cart"))
        .singleElement()
        .satisfies(each -> assertThat(ids(each)).containsExactlyInAnyOrder("a", "b"));
    assertThat(line.of("cart").get(0).at("/alerts/0/links/traces").textValue())
        .isEqualTo("https://spanstone.example.com/traces?service=cart");

    line.book.happens(TestAlerts.resolved(one, Instant.now()));
    Await.until("the first end is told", () -> line.of("cart").size() == 2);
    assertThat(line.of("cart").get(1).get("status").textValue()).isEqualTo("firing");
    assertThat(line.of("cart").get(1).at("/alerts/0/status").textValue()).isEqualTo("resolved");
    line.book.happens(TestAlerts.resolved(two, Instant.now()));
    Await.until("the second end is told", () -> line.of("cart").size() == 3);
    assertThat(line.of("cart").get(2).get("status").textValue()).isEqualTo("resolved");
    assertThat(ids(line.of("cart").get(2))).containsExactly("b");
    assertThat(line.of("stock")).hasSize(1);
  }

  @Test
  void whatMatchesARouteIsToldAndNothingElse() throws IOException {
    line.notifier(
        line.receiver,
        "\"routes\":[{\"matchers\":[{\"name\":\"service_name\",\"value\":\"ca.*\",\"isRegex\":true}]}]");
    line.start();
    line.book.happens(firing("x", "stock"));
    line.book.happens(firing("a", "cart"));

    Await.until("it is told", () -> !line.receiver.received().isEmpty());
    assertThat(line.receiver.received())
        .extracting(each -> ids(each.json()))
        .containsExactly(List.of("a"));
  }

  @Test
  void whatIsSilencedIsNotToldAndWhatIsAcknowledgedNotRepeated() throws IOException {
    String notifier =
        line.notifier(line.receiver, "\"groupInterval\":\"1s\",\"repeatInterval\":\"10s\"");
    StoredSilence silence =
        silence(
            "{\"matchers\":[{\"name\":\"service_name\",\"value\":\"cart\"}],\"endsAt\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(3_600)));
    Delivery delivery = line.start();
    Alert stock = firing("b", "stock", notifier);
    line.book.happens(firing("a", "cart", notifier));
    line.book.happens(stock);

    Await.until("the other is told", () -> !line.of("stock").isEmpty());
    line.people.acknowledge(stock, new Acknowledgement("ada", "on it", Instant.now()));
    delivery.wake();
    assertThat(line.of("cart")).isEmpty();
    line.people.deleteSilence("s", silence.version());
    delivery.wake();
    Await.until("it is told when the silence is over", () -> !line.of("cart").isEmpty());
    Await.until("it is repeated", () -> line.of("cart").size() >= 2);
    assertThat(line.of("stock")).as("acknowledged").hasSize(1);
  }

  @Test
  void anAcknowledgementThatCannotBeReadIsTakenBackAndTidiedAsAnyOther() throws IOException {
    Alert alert = firing("a1", "cart");
    Documents documents = line.storage.documents();
    documents.create("acknowledgement", "a1", "{\"activeAt\":\"one day\",\"by\":7}");
    assertThat(line.people.marks().acknowledgementOf(alert)).isNull();
    line.people.tidy(List.of(alert));
    assertThat(line.people.takeBack("a1")).isTrue();
    assertThat(line.people.takeBack("a1")).isFalse();

    documents.create("acknowledgement", "a1", "{}");
    line.people.tidy(List.of());
    assertThat(documents.list("acknowledgement")).isEmpty();
  }

  @Test
  void whatWasToldAndIsOwedIsKnownToWhoeverAsks() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    Deliveries deliveries =
        new Deliveries(line.storage.documents(), line.people, InstantSource.system());
    assertThat(deliveries.ofNotifier(notifier).owed()).isZero();
    line.receiver.behave(Receiver.status(503, "later", "Retry-After", "1"));
    line.start();
    Alert alert = firing("a", "cart", notifier);
    line.book.happens(alert);

    Await.until("the failure is known", () -> deliveries.ofNotifier(notifier).failure() != null);
    NotifierDelivery owed = deliveries.ofNotifier(notifier);
    assertThat(owed.owed()).isEqualTo(1);
    assertThat(owed.owedAlerts()).extracting(Alert::id).containsExactly("a");
    assertThat(owed.failure().status()).isEqualTo(503);
    assertThat(owed.failure().detail()).contains("later");
    assertThat(owed.failure().retryAt()).isAfter(owed.failure().at());
    assertThat(deliveries.ofAlert("a"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.notifierId()).isEqualTo(notifier);
              assertThat(each.toldAt()).isNull();
              assertThat(each.owedSince()).isNotNull();
              assertThat(each.failure()).isNotNull();
            });

    line.receiver.behave(Receiver.status(202, "thanks"));
    Await.until(
        "it is known to be told",
        () -> deliveries.ofAlert("a").stream().anyMatch(each -> each.toldAt() != null));
    assertThat(deliveries.ofNotifier(notifier).owed()).isZero();
    assertThat(deliveries.ofNotifier(notifier).failure()).isNull();
    Await.until(
        "the history has both, once",
        () -> kinds(notifier).equals(List.of("notified", "undelivered")));
  }

  /** The newest first. */
  private List<String> kinds(String notifier) throws IOException {
    HistoryQuery query =
        new HistoryQuery(
            Instant.now().minusSeconds(600),
            Instant.now().plusSeconds(600),
            Map.of("notifier", List.of(notifier), "alertId", List.of("a")),
            null,
            100);
    return line.history.find(query).entries().stream()
        .map(each -> each.contains("\"notified\"") ? "notified" : "undelivered")
        .toList();
  }

  private StoredSilence silence(String json) throws IOException {
    JsonFields fields = JsonFields.of(json.getBytes(UTF_8));
    return line.people.create(SilenceJson.read(fields, "s", Instant.now()));
  }
}
