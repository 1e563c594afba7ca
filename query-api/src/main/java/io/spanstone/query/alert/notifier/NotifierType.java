package io.spanstone.query.alert.notifier;

import static io.spanstone.query.alert.notifier.Setting.optional;
import static io.spanstone.query.alert.notifier.Setting.required;

import io.spanstone.query.alert.notifier.Setting.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of receivers, with the settings of each and its defaults. Limits of rates are what the
 * services allow, where they say so.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are List.of
public enum NotifierType {
  WEBHOOK(
      new Defaults(Duration.ofHours(4), 100, 120, 30),
      required("url", Kind.URL),
      optional("headers", Kind.HEADERS),
      optional("signingKey", Kind.SECRET),
      optional("body", Kind.TEMPLATE),
      optional("contentType", Kind.TEXT).orElse("application/json")),
  SLACK(
      new Defaults(Duration.ofHours(4), 10, 60, 10),
      required("url", Kind.SECRET_URL),
      optional("channel", Kind.TEXT),
      optional("username", Kind.TEXT),
      optional("title", Kind.TEMPLATE),
      optional("text", Kind.TEMPLATE)),
  EMAIL(
      new Defaults(Duration.ofHours(4), 50, 30, 10),
      required("host", Kind.HOST),
      optional("port", Kind.PORT).orElse("587"),
      optional("tls", Kind.TEXT).oneOf("starttls", "tls", "none"),
      optional("username", Kind.TEXT),
      optional("password", Kind.SECRET),
      required("from", Kind.ADDRESS),
      required("to", Kind.ADDRESSES),
      optional("title", Kind.TEMPLATE),
      optional("text", Kind.TEMPLATE)),
  /** Alertmanager takes an alert for resolved that is not sent again for some minutes. */
  ALERTMANAGER(
      new Defaults(Duration.ofMinutes(1), 1_000, 600, 60),
      required("url", Kind.URL),
      optional("headers", Kind.HEADERS)),
  PAGERDUTY(
      new Defaults(Duration.ofHours(4), 20, 120, 20),
      optional("url", Kind.URL).orElse("https://events.pagerduty.com/v2/enqueue"),
      required("routingKey", Kind.SECRET),
      optional("title", Kind.TEMPLATE)),
  DINGTALK(
      new Defaults(Duration.ofHours(4), 10, 20, 5),
      required("url", Kind.SECRET_URL),
      optional("signingKey", Kind.SECRET),
      optional("title", Kind.TEMPLATE),
      optional("text", Kind.TEMPLATE)),
  FEISHU(
      new Defaults(Duration.ofHours(4), 10, 60, 5),
      required("url", Kind.SECRET_URL),
      optional("signingKey", Kind.SECRET),
      optional("title", Kind.TEMPLATE),
      optional("text", Kind.TEMPLATE)),
  WECOM(
      new Defaults(Duration.ofHours(4), 10, 20, 5),
      required("url", Kind.SECRET_URL),
      optional("text", Kind.TEMPLATE));

  /**
   * @param maxAlerts told one by one in a notice
   * @param perMinute notices
   * @param burst notices at once
   */
  record Defaults(Duration repeatInterval, int maxAlerts, int perMinute, int burst) {}

  private final Defaults defaults;
  private final List<Setting> settings;

  NotifierType(Defaults defaults, Setting... settings) {
    this.defaults = defaults;
    this.settings = List.of(settings);
  }

  /** As JSON has it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  Defaults defaults() {
    return defaults;
  }

  List<Setting> settings() {
    return settings;
  }

  static String ids() {
    return Stream.of(values()).map(NotifierType::id).collect(Collectors.joining(", "));
  }
}
