package io.spanstone.query.alert.notifier;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.matcher.AlertMatchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom to tell alerts to, which and how. Immutable.
 *
 * @param routes it is told alerts that match one of these, and those whose rule names it
 * @param maxAlerts no more are told one by one in a notice
 * @param timeout for one message, until it is answered
 */
public record Notifier(
    String id,
    String name,
    NotifierType type,
    Settings settings,
    List<AlertMatchers> routes,
    Grouping grouping,
    RateLimit rateLimit,
    boolean sendResolved,
    int maxAlerts,
    Duration timeout) {

  public Notifier {
    routes = List.copyOf(routes);
  }

  /** Texts that nobody is to see. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (Setting each : type.settings()) {
      String value = settings.get(each.name());
      if (each.kind() == Setting.Kind.HEADERS) {
        settings.headers().values().forEach(header -> addWords(secrets, header));
      } else if (value != null && each.kind() == Setting.Kind.SECRET_URL) {
        addWords(secrets, value.replaceFirst("^https?://[^/?]*[/?]?", ""));
      } else if (value != null && each.kind() == Setting.Kind.SECRET) {
        secrets.add(value);
      }
    }
    return secrets;
  }

  /** Also the parts of {@code Bearer token} and of {@code access_token=token}, if they are long. */
  private static void addWords(List<String> secrets, String text) {
    secrets.add(text);
    Stream.of(text.split("[ =&]")).filter(each -> each.length() >= 6).forEach(secrets::add);
  }

  /** Whether it is to be told of this alert. */
  public boolean wants(Alert alert) {
    return alert.notifiers().contains(id)
        || routes.stream().anyMatch(route -> route.match(alert.labels()));
  }
}
