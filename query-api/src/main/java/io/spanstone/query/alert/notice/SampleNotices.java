package io.spanstone.query.alert.notice;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertLinks;
import io.spanstone.query.alert.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices of alerts that do not exist: to try templates and receivers with. */
public final class SampleNotices {
  private static final Instant TIME = Instant.parse("2026-01-05T08:30:00Z");

  private SampleNotices() {}

  /** What a test of a notifier sends: one alert that fires and says that it is a test. */
  public static Notice test(String id, String receiver, Instant now, String baseUrl) {
    Alert alert =
        alert(
            "SpanstoneTest",
            AlertState.FIRING,
            now,
            null,
            "This is a test of the notifier " + receiver + "; nothing is wrong.");
    return notice(id, receiver, List.of(new NoticeAlert(alert, 1, null)), now, baseUrl);
  }

  static Notice firingAndResolved() {
    Alert firing = alert("HighErrorRate", AlertState.FIRING, TIME, null, "payment fails");
    Alert resolved =
        alert("HighErrorRate", AlertState.RESOLVED, TIME, TIME.plusSeconds(60), "payment failed");
    Acknowledgement taken = new Acknowledgement("ada", "on it", TIME.plusSeconds(20));
    return notice(
        "0123456789abcdef",
        "sample",
        List.of(new NoticeAlert(firing, 2, taken), new NoticeAlert(resolved, 1, null)),
        TIME,
        "http://localhost:7070");
  }

  static Notice resolved() {
    Alert resolved =
        alert("HighErrorRate", AlertState.RESOLVED, TIME, TIME.plusSeconds(60), "payment failed");
    return notice(
        "0123456789abcdef",
        "sample",
        List.of(new NoticeAlert(resolved, 0, null)),
        TIME,
        "http://localhost:7070");
  }

  private static Notice notice(
      String id, String receiver, List<NoticeAlert> alerts, Instant at, String baseUrl) {
    return new Notice(
        id,
        receiver,
        receiver + "/test",
        Map.of("alertname", alerts.get(0).alert().name()),
        alerts,
        true,
        at,
        baseUrl);
  }

  private static Alert alert(
      String name,
      AlertState state,
      Instant firedAt,
      @Nullable Instant resolvedAt,
      String summary) {
    return new Alert(
        "00000000000000aa",
        "sample",
        "sample",
        name,
        state,
        "info",
        Map.of("alertname", name, "severity", "info", "service_name", "sample"),
        Map.of("summary", summary),
        List.of(),
        firedAt,
        firedAt,
        resolvedAt,
        0.25,
        new AlertLinks("/alerts", "/traces", "/logs", "/map"));
  }
}
