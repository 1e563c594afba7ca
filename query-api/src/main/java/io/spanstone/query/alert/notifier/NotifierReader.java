package io.spanstone.query.alert.notifier;

import io.spanstone.query.alert.matcher.AlertMatchers;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads notifiers, from clients and from storage alike. */
public final class NotifierReader {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> DEFAULT_GROUP = List.of("alertname", "service_name");
  private static final int LONGEST_NAME = 200;
  private static final int MOST_ROUTES = 50;

  private NotifierReader() {}

  /**
   * Reads all fields and ends the reading.
   *
   * @param id that it has or is to have; the field may be left out
   * @param stored where secrets come from that are given as {@link SecretText#HIDDEN}; null if
   *     there is none yet
   * @throws io.spanstone.query.problem.ProblemException if a field is at fault
   */
  public static Notifier read(JsonFields fields, String id, @Nullable Notifier stored) {
    String given = fields.optionalText("id");
    if (given != null && !given.equals(id)) {
      fields.fault("id", "is decided by Spanstone; leave it out, or give it as it is");
    }
    String name = fields.text("name");
    if (name.length() > LONGEST_NAME) {
      fields.fault("name", "must have %d characters at most".formatted(LONGEST_NAME));
    }
    NotifierType type = type(fields);
    if (type == null) {
      // Which fields it may have is not known then: say what is wrong so far.
      throw fields.refusal();
    }
    if (stored != null && stored.type() != type) {
      fields.fault(
          "type",
          "cannot be changed from %s to %s; create another notifier"
              .formatted(stored.type().id(), type.id()));
    }
    Settings settings = SettingsReader.read(fields, type, stored);
    List<AlertMatchers> routes = routes(fields);
    Grouping grouping = grouping(fields, type);
    RateLimit rateLimit = rateLimit(fields, type);
    boolean sendResolved = fields.flag("sendResolved", true);
    int maxAlerts = fields.number("maxAlerts", 1, 1_000, type.defaults().maxAlerts());
    Duration timeout =
        fields.duration("timeout", Duration.ofSeconds(1), Duration.ofMinutes(1), DEFAULT_TIMEOUT);
    fields.check();
    return new Notifier(
        id, name, type, settings, routes, grouping, rateLimit, sendResolved, maxAlerts, timeout);
  }

  private static @Nullable NotifierType type(JsonFields fields) {
    if (!fields.has("type")) {
      fields.fault("type", "is missing; it must be one of " + NotifierType.ids());
      return null;
    }
    return fields.optional("type", NotifierReader::type);
  }

  private static NotifierType type(String text) throws InvalidValueException {
    return Stream.of(NotifierType.values())
        .filter(type -> type.id().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "must be one of %s, not '%s'".formatted(NotifierType.ids(), text)));
  }

  private static List<AlertMatchers> routes(JsonFields fields) {
    List<JsonFields> objects = fields.objects("routes");
    List<AlertMatchers> routes = new ArrayList<>();
    if (objects == null) {
      return routes;
    }
    if (objects.size() > MOST_ROUTES) {
      fields.fault("routes", "must be %d at most, not %d".formatted(MOST_ROUTES, objects.size()));
    }
    for (JsonFields each : objects) {
      AlertMatchers matchers = AlertMatchers.read(each);
      if (matchers == null) {
        each.fault("matchers", "is missing; an empty list matches every alert");
      } else {
        routes.add(matchers);
      }
    }
    return routes;
  }

  private static Grouping grouping(JsonFields fields, NotifierType type) {
    List<String> by = fields.texts("groupBy");
    if (by != null) {
      checkGroup(fields, by);
    }
    Duration wait = fields.duration("groupWait", Duration.ZERO, LONGEST_WAIT, DEFAULT_WAIT);
    Duration interval =
        fields.duration("groupInterval", Duration.ofSeconds(1), DAY, DEFAULT_INTERVAL);
    Duration fallback = type.defaults().repeatInterval();
    Duration repeat =
        fields.duration(
            "repeatInterval",
            Duration.ofSeconds(10),
            Duration.ofDays(30),
            fallback.compareTo(interval) < 0 ? interval : fallback);
    if (repeat.compareTo(interval) < 0) {
      fields.fault("repeatInterval", "must not be shorter than groupInterval");
    }
    return new Grouping(by == null ? DEFAULT_GROUP : by, wait, interval, repeat);
  }

  private static void checkGroup(JsonFields fields, List<String> by) {
    if (by.size() > 20) {
      fields.fault("groupBy", "must be 20 labels at most, not " + by.size());
    }
    if (by.contains(Grouping.ALL) && by.size() > 1) {
      fields.fault("groupBy", "must be [\"...\"] alone, or names of labels");
    }
    for (int i = 0; i < by.size(); i++) {
      String label = by.get(i);
      if (!label.equals(Grouping.ALL) && !label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
        fields.fault(
            "groupBy[" + i + "]",
            "must be the name of a label, such as service_name, not '%s'".formatted(label));
      }
    }
  }

  private static RateLimit rateLimit(JsonFields fields, NotifierType type) {
    NotifierType.Defaults defaults = type.defaults();
    JsonFields limit = fields.object("rateLimit");
    return limit == null
        ? new RateLimit(defaults.perMinute(), defaults.burst())
        : new RateLimit(
            limit.number("perMinute", 1, 6_000, defaults.perMinute()),
            limit.number("burst", 1, 1_000, defaults.burst()));
  }
}
