package io.spanstone.query.alert.channel;

import io.spanstone.query.alert.notifier.SecretText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message.
 *
 * @param status that the receiver answered: of HTTP or of SMTP; null if it did not
 * @param detail for people: what it answered, or why there is no answer; at most 1,000 characters
 * @param retryAfter the time that the receiver asks for; null if it does not
 */
public record Outcome(
    Kind kind, @Nullable Integer status, String detail, @Nullable Duration retryAfter) {
  private static final int LONGEST_DETAIL = 1_000;

  /** Whether it arrived, and if not, whose fault that is. */
  public enum Kind {
    DELIVERED,
    /** The receiver does not take this message; another one it may. */
    REFUSED,
    /** The receiver takes nothing at the moment. */
    UNAVAILABLE
  }

  public Outcome {
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL) + "…";
    }
  }

  static Outcome unavailable(String detail) {
    return new Outcome(Kind.UNAVAILABLE, null, detail, null);
  }

  static Outcome refused(@Nullable Integer status, String detail) {
    return new Outcome(Kind.REFUSED, status, detail, null);
  }

  /** The same, without what nobody is to see; receivers may give back what they were sent. */
  Outcome without(List<String> secrets) {
    String shown = detail;
    for (String secret : secrets) {
      shown = secret.isEmpty() ? shown : shown.replace(secret, SecretText.HIDDEN);
    }
    return new Outcome(kind, status, shown, retryAfter);
  }

  public boolean isDelivered() {
    return kind == Kind.DELIVERED;
  }
}
