package io.spanstone.query.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alerts to tell. */
public final class TestAlerts {
  private TestAlerts() {}

  /** An alert of a service that fires, for the notifiers with these ids. */
  public static Alert firing(String id, String service, Instant at, String... notifiers) {
    return alert(id, service, AlertState.FIRING, at, null, notifiers);
  }

  /** The same, resolved. */
  public static Alert resolved(Alert firing, Instant at) {
    return alert(
        firing.id(),
        firing.labels().get("service_name"),
        AlertState.RESOLVED,
        firing.activeAt(),
        at,
        firing.notifiers().toArray(String[]::new));
  }

  private static Alert alert(
      String id,
      String service,
      AlertState state,
      Instant firedAt,
      Instant resolvedAt,
      String... notifiers) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", "HighErrorRate");
    labels.put("severity", "critical");
    labels.put("service_name", service);
    labels.put("instance", id);
    return new Alert(
        id,
        "rule-1",
        "shop",
        "HighErrorRate",
        state,
        "critical",
        labels,
        Map.of("summary", "calls of " + service + " fail"),
        List.of(notifiers),
        firedAt,
        firedAt,
        resolvedAt,
        0.5,
        new AlertLinks("/explore?query=up", "/traces?service=" + service, "/logs", "/map"));
  }
}
