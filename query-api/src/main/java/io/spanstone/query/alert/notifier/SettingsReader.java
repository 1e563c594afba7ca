package io.spanstone.query.alert.notifier;

import io.spanstone.query.alert.notice.NoticeTemplate;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one notifier. Secrets that are given as they are shown stay as they are
 * stored, but only for the same receiver: else whoever may change where notices go could have the
 * secrets sent to himself.
 */
final class SettingsReader {
  /** Nobody listens on the way to this machine itself. */
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

  private final JsonFields fields;
  private final NotifierType type;
  private final @Nullable Notifier stored;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private List<String> addresses = List.of();

  private SettingsReader(JsonFields fields, NotifierType type, @Nullable Notifier stored) {
    this.fields = fields;
    this.type = type;
    this.stored = stored;
  }

  static Settings read(JsonFields fields, NotifierType type, @Nullable Notifier stored) {
    SettingsReader reader = new SettingsReader(fields, type, stored);
    type.settings().stream().filter(Setting::isDestination).forEach(reader::read);
    type.settings().stream().filter(each -> !each.isDestination()).forEach(reader::read);
    reader.checkTogether();
    return new Settings(reader.texts, reader.headers, reader.addresses);
  }

  private void read(Setting setting) {
    switch (setting.kind()) {
      case HEADERS -> readHeaders(setting.name());
      case ADDRESSES -> readAddresses(setting.name());
      case PORT ->
          texts.put(
              setting.name(),
              Integer.toString(
                  fields.number(setting.name(), 1, 65_535, Integer.parseInt(setting.fallback()))));
      default -> readText(setting);
    }
  }

  private void readText(Setting setting) {
    String name = setting.name();
    String value = setting.required() ? fields.text(name) : fields.optionalText(name);
    if (value == null || value.isEmpty()) {
      if (!setting.fallback().isEmpty()) {
        texts.put(name, setting.fallback());
      }
      return;
    }
    if (isSecret(setting) && value.contains(SecretText.HIDDEN)) {
      keep(name, stored == null ? null : stored.settings().get(name));
      return;
    }
    try {
      check(setting, value);
      texts.put(name, value);
    } catch (InvalidValueException e) {
      fields.fault(name, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isSecret(Setting setting) {
    return setting.kind() == Setting.Kind.SECRET || setting.kind() == Setting.Kind.SECRET_URL;
  }

  private static void check(Setting setting, String value) throws InvalidValueException {
    if (!setting.choices().isEmpty() && !setting.choices().contains(value)) {
      throw new InvalidValueException(
          "must be one of %s, not '%s'".formatted(String.join(", ", setting.choices()), value));
    }
    switch (setting.kind()) {
      case URL, SECRET_URL -> Addresses.checkUrl(value);
      case HOST -> Addresses.checkHost(value);
      case ADDRESS -> Addresses.checkMail(value);
      case TEMPLATE -> NoticeTemplate.parse(value);
      default -> Addresses.checkLine(value);
    }
  }

  private void keep(String name, @Nullable String secret) {
    if (secret == null) {
      fields.fault(name, "is not stored yet; give the secret itself");
    } else if (isElsewhere()) {
      fields.fault(name, "must be given again, since the notices are to go to another address");
    } else {
      texts.put(name, secret);
    }
  }

  private boolean isElsewhere() {
    return stored != null
        && type.settings().stream()
            .filter(Setting::isDestination)
            .anyMatch(
                each ->
                    !Objects.equals(texts.get(each.name()), stored.settings().get(each.name())));
  }

  private void readHeaders(String name) {
    fields
        .map(name)
        .forEach(
            (header, value) -> {
              String at = name + "." + header;
              String known = stored == null ? null : stored.settings().headers().get(header);
              try {
                Addresses.checkHeader(header, value);
              } catch (InvalidValueException e) {
                fields.fault(at, String.valueOf(e.getMessage()));
                return;
              }
              if (!value.equals(SecretText.HIDDEN)) {
                headers.put(header, value);
              } else if (known == null) {
                fields.fault(at, "is not stored yet; give the secret itself");
              } else if (isElsewhere()) {
                fields.fault(
                    at, "must be given again, since the notices are to go to another address");
              } else {
                headers.put(header, known);
              }
            });
    if (headers.size() > 20) {
      fields.fault(name, "must be 20 at most, not " + headers.size());
    }
  }

  private void readAddresses(String name) {
    List<String> given = fields.texts(name);
    if (given == null || given.isEmpty()) {
      fields.fault(name, "is missing; give a list of one e-mail address at least");
      return;
    }
    if (given.size() > 50) {
      fields.fault(name, "must be 50 addresses at most, not " + given.size());
    }
    for (int i = 0; i < given.size(); i++) {
      try {
        Addresses.checkMail(given.get(i));
      } catch (InvalidValueException e) {
        fields.fault(name + "[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
    addresses = given;
  }

  private void checkTogether() {
    if (texts.containsKey("password") && !texts.containsKey("username")) {
      fields.fault("username", "is missing; a password needs one");
    }
    if ("none".equals(texts.get("tls"))
        && texts.containsKey("password")
        && !HERE.contains(texts.get("host"))) {
      fields.fault("tls", "must not be none: the password would be sent in the clear");
    }
  }
}
