package io.spanstone.query.alert.notice;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a notice tells it.
 *
 * @param firings how often it has begun to fire since the last notice that told of it; 0 if that
 *     told of this firing already
 * @param acknowledged null if nobody did
 * @param exampleTraces ids of traces that show what is wrong; may be none
 */
public record NoticeAlert(
    Alert alert, int firings, @Nullable Acknowledgement acknowledged, List<String> exampleTraces) {

  public NoticeAlert {
    exampleTraces = List.copyOf(exampleTraces);
  }

  /** Without examples. */
  public NoticeAlert(Alert alert, int firings, @Nullable Acknowledgement acknowledged) {
    this(alert, firings, acknowledged, List.of());
  }

  /** With these examples. */
  public NoticeAlert withExamples(List<String> traceIds) {
    return new NoticeAlert(alert, firings, acknowledged, traceIds);
  }

  public boolean isFiring() {
    return alert.state() == AlertState.FIRING;
  }

  /** When it began to fire. */
  public Instant startsAt() {
    Instant firedAt = alert.firedAt();
    return firedAt == null ? alert.activeAt() : firedAt;
  }

  /** When it was resolved; null while it fires. */
  public @Nullable Instant endsAt() {
    return isFiring() ? null : alert.resolvedAt();
  }
}
