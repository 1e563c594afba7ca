package io.spanstone.query.alert.notify;

import static io.spanstone.query.alert.notify.DeliveryLine.firing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.alert.Await;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notices when there are many, or a receiver is slow. */
@ExtendWith(SharedElasticsearch.class)
class DeliveryLoadTest {
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
  void aSlowReceiverKeepsNobodyElseWaiting() throws IOException {
    try (Receiver quick = new Receiver()) {
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch answer = new CountDownLatch(1);
      line.receiver.behave(
          exchange -> {
            asked.countDown();
            answer.await();
            Receiver.status(200, "ok").answer(exchange);
          });
      String slow = line.notifier(line.receiver, "\"timeout\":\"60s\"");
      String other = line.notifier(quick, "\"groupInterval\":\"1s\"");
      line.start();
      line.book.happens(firing("a", "cart", slow));
      Await.until("the slow one is asked", () -> asked.getCount() == 0);
      for (int i = 0; i < 5; i++) {
        line.book.happens(firing("b" + i, "service-" + i, other));
      }

      Await.until("the others are told", () -> quick.received().size() == 5);
      assertThat(answer.getCount()).isEqualTo(1);
      answer.countDown();
    }
  }

  @Test
  void thousandsOfAlertsAreOneNoticeThatSaysHowManyItLeavesOut() throws IOException {
    String notifier = line.notifier(line.receiver, "\"groupWait\":\"5s\"");
    line.start();
    for (int i = 0; i < 3_000; i++) {
      line.book.happens(firing("alert-" + i, "cart", notifier));
    }

    Await.until("it is told", () -> !line.receiver.received().isEmpty());
    JsonNode notice = line.receiver.last().json();
    assertThat(notice.get("alerts")).hasSize(100);
    assertThat(notice.get("truncatedAlerts").intValue()).isEqualTo(2_900);
    assertThat(line.receiver.last().text()).hasSizeLessThan(200_000);
  }

  @Test
  void noMoreNoticesAreSentThanTheRateLimitAllows() throws IOException {
    String notifier = line.notifier(line.receiver, "\"rateLimit\":{\"perMinute\":1,\"burst\":3}");
    line.start();
    for (int i = 0; i < 10; i++) {
      line.book.happens(firing("a" + i, "service-" + i, notifier));
    }

    Await.until(
        "the limit is met",
        () ->
            line.registry.find("spanstone.alerts.rate.limited").counter() != null
                && line.registry.get("spanstone.alerts.rate.limited").counter().count() > 2);
    assertThat(line.receiver.received()).hasSizeBetween(3, 4);
  }
}
