package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.channel.Outcome;
import io.spanstone.storage.document.DocumentVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of alerts with the document that keeps it. Its fields are guarded by the group itself.
 */
final class OwedGroup {
  private final String id;
  private final String notifierId;
  private final Map<String, String> labels;
  private final List<String> by;
  private final NoticeGroup alerts;

  /** Null while there is no document. */
  @Nullable DocumentVersion version;

  /** Name of the last try to write; null if there was none. */
  @Nullable String attempt;

  /** Whether the document does not have all that is known here. */
  boolean unsaved;

  /** Whether a notice is being sent. */
  boolean inFlight;

  /** How often in a row the receiver refused the notice of this very group. */
  int refusals;

  /** No notice is sent before; null if one may be. */
  @Nullable Instant notBefore;

  /** Why the last notice was not taken; null if it was. */
  @Nullable Failure failure;

  /**
   * @param by the names of labels that the group was made with
   */
  OwedGroup(String notifierId, List<String> by, Map<String, String> labels, NoticeGroup alerts) {
    this.id = GroupId.of(notifierId, by, labels);
    this.notifierId = notifierId;
    this.labels = Map.copyOf(labels);
    this.by = List.copyOf(by);
    this.alerts = alerts;
  }

  /**
   * Takes down that the receiver did not take a notice.
   *
   * @param attempts how often in a row
   * @param retryAt not before that it is tried again
   */
  void failed(Outcome outcome, int attempts, Instant at, Instant retryAt) {
    failure = new Failure(at, outcome.status(), outcome.detail(), attempts, retryAt);
    unsaved = true;
  }

  String id() {
    return id;
  }

  String notifierId() {
    return notifierId;
  }

  Map<String, String> labels() {
    return labels;
  }

  List<String> by() {
    return by;
  }

  NoticeGroup alerts() {
    return alerts;
  }
}
