package io.spanstone.query.alert.notify;

import static io.spanstone.query.alert.notify.DeliveryLine.firing;
import static io.spanstone.query.alert.notify.DeliveryLine.ids;
import static io.spanstone.query.alert.notify.DeliveryLine.toldIds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.Await;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notices when storage, a receiver or the process fails. */
@ExtendWith(SharedElasticsearch.class)
class DeliveryOutageTest {
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
  void whatWasSentButNotWrittenDownIsSentAgainAndNothingIsLost() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    FailingDocuments failing = new FailingDocuments(line.storage.documents());
    line.receiver.behave(
        exchange -> {
          failing.fails = true;
          Receiver.status(200, "ok").answer(exchange);
        });
    DeliveryLine.Held lease = new DeliveryLine.Held();
    line.start(failing, lease);
    line.book.happens(firing("a", "cart", notifier));
    Await.until("it is sent", () -> line.receiver.received().size() == 1);
    Await.until("and could not be written down", () -> failing.failures > 0);
    lease.held = false; // as if the process had been killed: what it knows is lost
    line.receiver.behave(Receiver.status(200, "ok"));

    line.book.happens(firing("b", "stock", notifier));
    line.start();

    Await.until(
        "what is owed is told", () -> line.of("stock").size() == 1 && line.of("cart").size() == 2);
    assertThat(line.of("cart").get(0).get("noticeId"))
        .isEqualTo(line.of("cart").get(1).get("noticeId"));
  }

  @Test
  void storageThatFailsForAWhileMakesNothingToldTwice() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    FailingDocuments failing = new FailingDocuments(line.storage.documents());
    line.receiver.behave(
        exchange -> {
          failing.fails = true;
          Receiver.status(200, "ok").answer(exchange);
        });
    line.start(failing, new DeliveryLine.Held());
    Alert first = firing("a", "cart", notifier);
    line.book.happens(first);
    Await.until("it could not be written down", () -> failing.failures > 3);
    line.receiver.behave(Receiver.status(200, "ok"));
    failing.fails = false;
    line.book.happens(TestAlerts.resolved(first, Instant.now()));

    Await.until("the end is told", () -> line.receiver.received().size() == 2);
    assertThat(line.receiver.received())
        .extracting(each -> each.json().get("status").textValue())
        .containsExactly("firing", "resolved");
  }

  @Test
  void aReceiverThatIsDownIsToldWhenItIsUpAndTheOthersMeanwhile() throws IOException {
    try (Receiver healthy = new Receiver()) {
      String down = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
      String up = line.notifier(healthy, "\"groupInterval\":\"1s\"");
      line.receiver.behave(Receiver.status(503, "later", "Retry-After", "1"));
      line.start();
      Alert a = firing("a", "cart", down, up);
      line.book.happens(a);
      Await.until("the one is told", () -> healthy.received().size() == 1);
      Await.until("the other fails", () -> line.receiver.received().size() >= 2);
      assertThat(line.registry.get("spanstone.alerts.owed").tag("notifier", down).gauge().value())
          .isEqualTo(1);
      line.book.happens(TestAlerts.resolved(a, Instant.now()));
      line.book.happens(firing("b", "cart", down, up));
      Await.until("the one knows", () -> toldIds(healthy).equals(Set.of("a", "b")));

      line.receiver.received().clear();
      line.receiver.behave(Receiver.status(200, "ok"));

      Await.until("the other knows, too", () -> line.receiver.received().size() == 1);
      JsonNode notice = line.receiver.last().json();
      assertThat(notice.get("status").textValue()).isEqualTo("firing");
      assertThat(ids(notice)).containsExactly("b", "a");
      assertThat(notice.at("/alerts/1/status").textValue()).isEqualTo("resolved");
      assertThat(notice.at("/alerts/1/firings").intValue()).isEqualTo(1);
      Await.until(
          "nothing is owed",
          () ->
              line.registry.get("spanstone.alerts.owed").tag("notifier", down).gauge().value()
                  == 0);
    }
  }

  @Test
  void anotherProcessGoesOnWhereOneStopped() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    DeliveryLine.Held first = new DeliveryLine.Held();
    DeliveryLine.Held second = new DeliveryLine.Held();
    second.held = false;
    line.start(line.storage.documents(), first);
    line.start(line.storage.documents(), second);
    Alert alert = firing("a", "cart", notifier);
    line.book.happens(alert);
    Await.until("the first tells it", () -> line.receiver.received().size() == 1);
    Await.until(
        "and writes it down",
        () -> line.storage.documents().list("notice").toString().contains("lastToldAt"));
    first.held = false;
    second.held = true;
    line.book.happens(TestAlerts.resolved(alert, Instant.now()));

    Await.until("the second tells the end", () -> line.receiver.received().size() == 2);
    second.held = false;
    first.held = true;
    line.book.happens(firing("c", "stock", notifier));
    Await.until("the first goes on", () -> line.of("stock").size() == 1);
    assertThat(line.of("cart"))
        .extracting(each -> each.get("status").textValue())
        .containsExactly("firing", "resolved");
  }

  @Test
  void flappingIsToldByItsLastStateAndACount() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupInterval\":\"1s\"");
    line.receiver.behave(Receiver.status(503, "later"));
    line.start();
    Instant at = Instant.now();
    line.book.happens(firing("a", "cart", notifier));
    Await.until("it is tried", () -> !line.receiver.received().isEmpty());
    Alert last = null;
    for (int i = 1; i <= 4; i++) {
      last = TestAlerts.firing("a", "cart", at.plusSeconds(i), notifier);
      line.book.happens(TestAlerts.resolved(line.book.active().get(0), at.plusSeconds(i)));
      line.book.happens(last);
    }
    line.book.happens(TestAlerts.resolved(last, at.plusSeconds(5)));
    Await.until(
        "all is known",
        () -> line.storage.documents().list("notice").toString().contains("\"begun\":5"));
    line.receiver.received().clear();
    line.receiver.behave(Receiver.status(200, "ok"));

    Await.until("it is told", () -> !line.receiver.received().isEmpty());
    assertThat(line.receiver.last().json().at("/alerts/0/firings").intValue()).isEqualTo(5);
    assertThat(line.receiver.last().json().get("status").textValue()).isEqualTo("resolved");
  }
}
