package io.spanstone.query.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice that a receiver took, or did not take at the first try. Immutable.
 *
 * @param noticeId the same if the same is told again
 * @param notifierType as the API calls it, such as {@code webhook}
 * @param status that the receiver answered, of HTTP or of SMTP; null if it did not
 * @param detail the beginning of what it answered, or why there is no answer
 * @param alerts that it tells of, as they were; one at least
 */
public record NoticeEntry(
    String noticeId,
    String notifierId,
    String notifierName,
    String notifierType,
    boolean delivered,
    @Nullable Integer status,
    String detail,
    Instant at,
    List<Alert> alerts) {

  public NoticeEntry {
    alerts = List.copyOf(alerts);
  }

  /** What is written down: "notified" or "undelivered". */
  public String kind() {
    return delivered ? "notified" : "undelivered";
  }
}
