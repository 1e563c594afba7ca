package io.spanstone.query.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.TestAlerts;
import io.spanstone.query.alert.notifier.Grouping;
import io.spanstone.query.alert.silence.Marks;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in whatever order, what is told is what the whole history says. */
class NoticeGroupTest {
  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
  private static final int ALERTS = 3;

  private enum Kind {
    FIRE,
    RESOLVE,
    WAIT,
    SILENCE,
    ACKNOWLEDGE,
    TAKE,
    ARRIVED,
    /** The receiver did not take it. */
    FAILED,
    SAVE,
    /** What is not saved is lost; what happened is learned again. */
    CRASH,
    LEARN_AGAIN
  }

  private record Step(Kind kind, int alert, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, ALERTS - 1),
            Arbitraries.of(1, 2, 5, 10, 40, 200))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<Grouping> groupings() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 5), Arbitraries.of(1, 10, 30), Arbitraries.of(60, 300))
        .as(
            (delay, interval, repeat) ->
                new Grouping(
                    List.of("alertname"),
                    Duration.ofSeconds(delay),
                    Duration.ofSeconds(interval),
                    Duration.ofSeconds(repeat)));
  }

  @Property(tries = 2_000)
  void tellsWhatTheHistorySays(
      @ForAll("steps") List<Step> steps,
      @ForAll("groupings") Grouping grouping,
      @ForAll boolean tellEnds) {
    Run run = new Run(grouping, tellEnds);
    for (Step step : steps) {
      run.step(step);
      run.compare();
    }
  }

  /** One life of a group and of its slow twin. */
  private static final class Run implements Marks {
    private final Grouping grouping;
    private final boolean tellEnds;
    private final Map<String, Alert> alerts = new TreeMap<>();
    private final List<Alert> events = new ArrayList<>();
    private final List<Instant> eventTimes = new ArrayList<>();
    private Instant now = BEGIN;
    private NoticeGroup fast = new NoticeGroup();
    private PlainGroup slow;
    private String storedFast;
    private PlainGroup storedSlow;
    private int savedEvents;
    private NoticeGroup.Ticket inFlight;
    private Map<String, Integer> inFlightSlow;

    Run(Grouping grouping, boolean tellEnds) {
      this.grouping = grouping;
      this.tellEnds = tellEnds;
      this.slow = new PlainGroup(tellEnds);
      save();
    }

    void step(Step step) {
      String id = "alert-" + step.alert();
      switch (step.kind()) {
        case FIRE -> fire(id);
        case RESOLVE -> resolve(id);
        case WAIT -> now = now.plusSeconds(step.seconds());
        case SILENCE -> slow.toggleSilence(id);
        case ACKNOWLEDGE -> slow.toggleAcknowledgement(id);
        case TAKE -> take();
        case ARRIVED -> arrived();
        case FAILED -> inFlight = null;
        case SAVE -> save();
        case CRASH -> crash();
        case LEARN_AGAIN -> learnAgain(events.size());
      }
      if (inFlight == null) {
        fast.prune(this, now);
        slow.forgetSilenced();
      }
    }

    void compare() {
      assertThat(fast.dueAt(grouping, this)).isEqualTo(slow.dueAt(grouping));
      assertThat(fast.lastToldAt()).isEqualTo(slow.lastToldAt());
      NoticeGroup.Ticket ticket = fast.take(this);
      Map<String, String> told = new TreeMap<>();
      if (ticket != null) {
        ticket
            .alerts()
            .forEach(
                each ->
                    told.put(each.alert().id(), each.alert().state().id() + " " + each.firings()));
      }
      assertThat(told).isEqualTo(slow.notice());
    }

    private void fire(String id) {
      Alert before = alerts.get(id);
      if (before == null || before.resolvedAt() != null) {
        now = now.plusMillis(1); // every life has a beginning of its own
        happens(TestAlerts.firing(id, "cart", now));
      }
    }

    private void resolve(String id) {
      Alert before = alerts.get(id);
      if (before != null && before.resolvedAt() == null) {
        happens(TestAlerts.resolved(before, now));
      }
    }

    private void happens(Alert alert) {
      alerts.put(alert.id(), alert);
      events.add(alert);
      eventTimes.add(now);
      fast.learn(alert, tellEnds, now);
      slow.learn(alert.id(), alert.resolvedAt() == null, now);
    }

    private void take() {
      Instant due = fast.dueAt(grouping, this);
      if (inFlight == null && due != null && !due.isAfter(now)) {
        inFlight = fast.take(this);
        inFlightSlow = slow.told();
      }
    }

    private void arrived() {
      if (inFlight != null) {
        fast.told(inFlight, now);
        slow.arrived(inFlightSlow, now);
        inFlight = null;
      }
    }

    private void save() {
      if (inFlight == null) {
        OwedGroup group = new OwedGroup("n", List.of(), Map.of(), fast);
        storedFast = GroupJson.write(group, "writer");
        storedSlow = slow.stored(slow);
        savedEvents = events.size();
      }
    }

    private void crash() {
      try {
        Document document = new Document("notice", "id", storedFast, new DocumentVersion(1, 1));
        fast = GroupJson.read(document).alerts();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      slow = storedSlow.stored(slow);
      inFlight = null;
      learnAgain(savedEvents);
      for (Alert each : events.subList(savedEvents, events.size())) {
        slow.learn(each.id(), each.resolvedAt() == null, now);
      }
    }

    /** Those of the last minute, and those since then. */
    private void learnAgain(int since) {
      for (int i = 0; i < events.size(); i++) {
        if (i >= since || eventTimes.get(i).plusSeconds(60).isAfter(now)) {
          fast.learn(events.get(i), tellEnds, now);
        }
      }
    }

    @Override
    public boolean isSilenced(Alert alert) {
      return slow.isSilenced(alert.id());
    }

    @Override
    public Acknowledgement acknowledgementOf(Alert alert) {
      return slow.isAcknowledged(alert.id()) ? new Acknowledgement("ada", "on it", BEGIN) : null;
    }
  }
}
