package io.spanstone.query.alert.notice;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What templates may name. docs/reference/notifiers.md lists it. */
final class NoticeModel {
  private static final MathContext SHOWN_DIGITS = new MathContext(5);

  /** Labels or annotations: any name may be asked for, and what is not there is empty. */
  record Names(Map<String, String> values) {
    String get(String name) {
      return values.getOrDefault(name, "");
    }
  }

  private NoticeModel() {}

  static Map<String, Object> of(Notice notice, int maxAlerts) {
    List<NoticeAlert> shown = notice.alerts().stream().limit(maxAlerts).toList();
    Map<String, Object> model = new HashMap<>();
    model.put("status", notice.status());
    model.put("firing", notice.isFiring());
    model.put("resolved", !notice.isFiring());
    model.put("receiver", notice.receiver());
    model.put("noticeId", notice.id());
    model.put("groupKey", notice.groupKey());
    model.put("groupLabels", new Names(notice.groupLabels()));
    model.put("commonLabels", new Names(notice.commonLabels()));
    model.put("commonAnnotations", new Names(notice.commonAnnotations()));
    model.put("name", notice.commonLabels().getOrDefault("alertname", "Alerts"));
    model.put("alertCount", notice.alerts().size());
    model.put("firingCount", notice.firingCount());
    model.put("resolvedCount", notice.alerts().size() - notice.firingCount());
    model.put("leftOut", notice.alerts().size() - shown.size());
    model.put("time", seconds(notice.at()));
    model.put("externalUrl", notice.baseUrl());
    model.put("alertsUrl", notice.absolute("/alerts"));
    model.put("alerts", shown.stream().map(each -> alert(notice, each)).toList());
    return model;
  }

  private static Map<String, Object> alert(Notice notice, NoticeAlert told) {
    Alert alert = told.alert();
    Instant endsAt = told.endsAt();
    Map<String, Object> model = new HashMap<>();
    model.put("id", alert.id());
    model.put("status", alert.state().id());
    model.put("firing", told.isFiring());
    model.put("resolved", !told.isFiring());
    model.put("name", alert.name());
    model.put("severity", alert.severity());
    model.put("labels", new Names(alert.labels()));
    model.put("annotations", new Names(alert.annotations()));
    model.put("labelPairs", pairs(alert.labels()));
    model.put("annotationPairs", pairs(alert.annotations()));
    model.put("summary", summary(alert));
    model.put("description", alert.annotations().getOrDefault("description", ""));
    model.put("value", number(alert.value()));
    model.put("startsAt", seconds(told.startsAt()));
    model.put("endsAt", endsAt == null ? "" : seconds(endsAt));
    model.put("firings", told.firings());
    model.put("flapping", told.firings() > 1);
    model.put(
        "exampleTraces",
        told.exampleTraces().stream()
            .map(id -> Map.<String, Object>of("id", id, "url", notice.absolute("/traces/" + id)))
            .toList());
    model.put("links", new Names(WebhookJson.links(notice, alert)));
    Acknowledgement acknowledged = told.acknowledged();
    model.put("acknowledged", acknowledged != null);
    model.put("acknowledgedBy", acknowledged == null ? "" : acknowledged.by());
    model.put("comment", acknowledged == null ? "" : acknowledged.comment());
    return model;
  }

  private static List<Map<String, Object>> pairs(Map<String, String> map) {
    List<Map<String, Object>> pairs = new ArrayList<>();
    new TreeMap<>(map)
        .forEach((name, value) -> pairs.add(Map.<String, Object>of("name", name, "value", value)));
    return pairs;
  }

  /** What the rule says of it, else the labels that tell it from others. */
  private static String summary(Alert alert) {
    String summary = alert.annotations().getOrDefault("summary", "");
    if (!summary.isEmpty()) {
      return summary;
    }
    List<String> labels = new ArrayList<>();
    alert
        .labels()
        .forEach(
            (name, value) -> {
              if (!name.equals("alertname") && !name.equals("severity")) {
                labels.add(name + "=" + value);
              }
            });
    return String.join(", ", labels);
  }

  /** A number for people: five digits, and no more. */
  static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(SHOWN_DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
