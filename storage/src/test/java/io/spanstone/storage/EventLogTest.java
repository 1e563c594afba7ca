package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.storage.document.Event;
import io.spanstone.storage.document.EventLog;
import io.spanstone.storage.document.EventQuery;
import io.spanstone.storage.document.EventQuery.Order;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class EventLogTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T23:59:00Z");

  @Test
  void writesEachOnceAndFindsThemByTermsAndTime(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      EventLog log = test.storage.alertTransitions();
      assertThat(log.find(all(Order.NEWEST_FIRST, null, 10))).isEmpty();

      Event first = event(0, "firing");
      assertThat(log.append(first)).isTrue();
      Event again =
          new Event(first.id(), first.bucket(), BEGIN, BEGIN, List.of("other"), "{\"n\":-1}");
      assertThat(log.append(again)).isFalse();

      assertThat(log.find(all(Order.NEWEST_FIRST, null, 10))).containsExactly(first);
      assertThat(log.find(query(List.of(List.of("state=firing"))))).containsExactly(first);
      assertThat(log.find(query(List.of(List.of("state=firing"), List.of("n=1"))))).isEmpty();
      assertThat(log.find(query(List.of(List.of("n=1", "n=0"))))).containsExactly(first);
    }
  }

  @Test
  void pagesGiveEachOnceInBothOrders(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      EventLog log = test.storage.alertTransitions();
      List<Event> written = new ArrayList<>();
      for (int n = 0; n < 25; n++) {
        Event event = event(n, n % 2 == 0 ? "firing" : "resolved");
        log.append(event);
        written.add(event);
      }

      List<Event> newest = pages(log, Order.NEWEST_FIRST);
      assertThat(newest).containsExactlyInAnyOrderElementsOf(written);
      assertThat(newest.stream().map(Event::time).toList())
          .isSortedAccordingTo((a, b) -> b.compareTo(a));
      List<Event> stored = pages(log, Order.AS_STORED);
      assertThat(stored).containsExactlyInAnyOrderElementsOf(written);
      assertThat(stored.stream().map(Event::stored).toList()).isSorted();
      String indices = test.call("GET", "/_alias/" + test.settings.indexPrefix() + "-alerts", "");
      assertThat(indices).contains("-alerts-2026.11", "-alerts-2026.12");
    }
  }

  private static List<Event> pages(EventLog log, Order order) throws IOException {
    List<Event> all = new ArrayList<>();
    EventQuery.Place after = null;
    while (true) {
      List<Event> page = log.find(all(order, after, 7));
      all.addAll(page);
      if (page.size() < 7) {
        return all;
      }
      after = order.place(page.get(page.size() - 1));
    }
  }

  /** Several have the same time; they are stored in the opposite order. */
  private static Event event(int n, String state) {
    Instant time = BEGIN.plusSeconds(n / 3 * 10L);
    return new Event(
        "id-" + n,
        time,
        time,
        BEGIN.plusSeconds(1000 - n),
        List.of("state=" + state, "n=" + n),
        "{\"n\":" + n + "}");
  }

  private static EventQuery query(List<List<String>> terms) {
    return new EventQuery(
        Order.NEWEST_FIRST, BEGIN.minusSeconds(60), BEGIN.plusSeconds(3600), terms, null, 100);
  }

  private static EventQuery all(Order order, EventQuery.@Nullable Place after, int limit) {
    return new EventQuery(
        order, BEGIN.minusSeconds(60), BEGIN.plusSeconds(3600), List.of(), after, limit);
  }
}
