package io.spanstone.query.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did about an alert.
 *
 * @param silencedBy ids of the silences that match it now
 * @param acknowledged null if nobody did
 */
public record AlertMark(List<String> silencedBy, @Nullable Acknowledgement acknowledged) {
  public static final AlertMark NONE = new AlertMark(List.of(), null);

  public AlertMark {
    silencedBy = List.copyOf(silencedBy);
  }
}
