package io.spanstone.agent.redact;

import static java.util.stream.Collectors.joining;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spanstone.redact.*} says. A fault in it ends the agent's start with a message that
 * names the setting: to go on would mean to send what the user wanted hidden.
 */
final class RedactSettings {

  private static final String PREFIX = "spanstone.redact.";
  private static final String ENABLED = PREFIX + "enabled";
  private static final String NAMES = PREFIX + "names";
  private static final String KEEP = PREFIX + "keep";
  private static final String PATTERN = PREFIX + "pattern";
  private static final String DETECTORS = PREFIX + "detectors";

  private RedactSettings() {}

  /** Null if nothing is to be redacted. */
  static @Nullable SecretAttributes secrets(ConfigProperties config) {
    if (!config.getBoolean(ENABLED, true)) {
      return null;
    }
    NameRules names = new NameRules(names(config, NAMES), names(config, KEEP));
    List<Detector> detectors = new ArrayList<>();
    for (DetectorKind kind : kinds(config)) {
      detectors.addAll(kind.detectors(names));
    }
    return new SecretAttributes(names, new SecretText(detectors, pattern(config)));
  }

  private static List<String> names(ConfigProperties config, String key) {
    List<String> names = config.getList(key);
    for (String name : names) {
      if (!SecretNames.isName(name)) {
        throw new ConfigurationException(
            key + ": \"" + name + "\" is no name, which has a letter at least");
      }
    }
    return names;
  }

  private static Set<DetectorKind> kinds(ConfigProperties config) {
    List<String> wanted = config.getList(DETECTORS);
    Set<DetectorKind> kinds =
        wanted.isEmpty() ? EnumSet.allOf(DetectorKind.class) : EnumSet.noneOf(DetectorKind.class);
    for (String name : wanted) {
      kinds.add(kind(name));
    }
    return kinds;
  }

  private static DetectorKind kind(String name) {
    for (DetectorKind kind : DetectorKind.values()) {
      if (kind.settingName().equals(name)) {
        return kind;
      }
    }
    throw new ConfigurationException(
        DETECTORS
            + ": \""
            + name
            + "\" is none of "
            + EnumSet.allOf(DetectorKind.class).stream()
                .map(DetectorKind::settingName)
                .collect(joining(", ")));
  }

  private static @Nullable Pattern pattern(ConfigProperties config) {
    String pattern = config.getString(PATTERN);
    if (pattern == null || pattern.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          PATTERN + ": \"" + pattern + "\" is no RE2 expression: " + e.getDescription(), e);
    }
  }
}
