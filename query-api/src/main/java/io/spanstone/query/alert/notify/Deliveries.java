package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.silence.Marks;
import io.spanstone.query.alert.silence.People;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What receivers were told and are owed, as it is written down, whichever process sends. Two
 * seconds old at most. Every method throws {@link IOException} if storage does not answer.
 * Thread-safe.
 */
public final class Deliveries {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST_NAMED = 50;

  private final Documents documents;
  private final People people;
  private final InstantSource clock;
  private @Nullable Known known;

  private record Known(
      List<OwedGroup> groups, Map<String, List<AlertDelivery>> byAlert, Instant readAt) {}

  public Deliveries(Documents documents, People people, InstantSource clock) {
    this.documents = documents;
    this.people = people;
    this.clock = clock;
  }

  /**
   * What each notifier was told and is owed of an alert; those it does not concern are left out.
   */
  public List<AlertDelivery> ofAlert(String alertId) throws IOException {
    return known().byAlert().getOrDefault(alertId, List.of());
  }

  /** What a notifier is owed. */
  public NotifierDelivery ofNotifier(String notifierId) throws IOException {
    Marks marks = people.marks();
    List<Entry> owed = new ArrayList<>();
    int heldBack = 0;
    Failure failure = null;
    for (OwedGroup group : known().groups()) {
      if (!group.notifierId().equals(notifierId)) {
        continue;
      }
      for (Entry each : group.alerts().entries()) {
        if (each.isOwed() && NoticeGroup.isHeldBack(each, marks)) {
          heldBack++;
        } else if (each.isOwed()) {
          owed.add(each);
        }
      }
      failure = later(failure, group.failure);
    }
    owed.sort(Comparator.comparing(each -> Objects.requireNonNull(each.owedSince())));
    List<Alert> named = owed.stream().limit(MOST_NAMED).map(Entry::alert).toList();
    Instant oldest = owed.isEmpty() ? null : owed.get(0).owedSince();
    return new NotifierDelivery(owed.size(), heldBack, oldest, named, failure);
  }

  private synchronized Known known() throws IOException {
    Known last = known;
    if (last == null || last.readAt().plus(FRESH).isBefore(clock.instant())) {
      last = read();
      known = last;
    }
    return last;
  }

  private Known read() throws IOException {
    Instant readAt = clock.instant();
    List<OwedGroup> groups = new ArrayList<>();
    Map<String, List<AlertDelivery>> byAlert = new HashMap<>();
    for (Document each : documents.list(Outbox.KIND)) {
      OwedGroup group = GroupJson.read(each);
      groups.add(group);
      for (Entry entry : group.alerts().entries()) {
        byAlert
            .computeIfAbsent(entry.alert().id(), id -> new ArrayList<>())
            .add(
                new AlertDelivery(
                    group.notifierId(),
                    entry.toldAt(),
                    entry.toldFiring(),
                    entry.owedSince(),
                    entry.isOwed() ? group.failure : null));
      }
    }
    return new Known(groups, byAlert, readAt);
  }

  private static @Nullable Failure later(@Nullable Failure a, @Nullable Failure b) {
    return a == null || (b != null && b.at().isAfter(a.at())) ? b : a;
  }
}
