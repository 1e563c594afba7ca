package io.spanstone.standalone.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads values one by one and gathers what is wrong with them. */
final class SettingsReader {
  private static final String ENVIRONMENT = "environment";

  private final Map<String, Given> given = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** The environment wins over the file; an empty value is as good as none. */
  SettingsReader(Map<String, String> environment, Path file) {
    SettingsFile.read(file, faults::add).forEach(this::addFromFile);
    new TreeMap<>(environment)
        .forEach(
            (key, text) -> {
              if (key.startsWith(Keys.PREFIX) && !text.isEmpty()) {
                add(new Given(key, text, ENVIRONMENT));
              }
            });
  }

  /** The value given, or else the standard one; that too where the given one is at fault. */
  <T> T get(Setting<T> setting) {
    T value = getIfGiven(setting);
    return value != null ? value : setting.parser().parse(setting.standard());
  }

  /** The value given, or else that one. */
  <T> T getOrElse(Setting<T> setting, T other) {
    T value = getIfGiven(setting);
    return value != null ? value : other;
  }

  /** The value given; null where none is, and where it is at fault. */
  <T> @Nullable T getIfGiven(Setting<T> setting) {
    Given text = given.get(setting.key());
    if (text == null) {
      return null;
    }
    try {
      return setting.parser().parse(text.text());
    } catch (IllegalArgumentException notAllowed) {
      fault(setting, "must be " + setting.allowed());
      return null;
    }
  }

  boolean isGiven(Setting<?> setting) {
    return given.containsKey(setting.key());
  }

  /** Adds a fault of a setting: its key, its value, where it was found, and what is wrong. */
  void fault(Setting<?> setting, String what) {
    Given text = given.get(setting.key());
    faults.add(
        text == null
            ? setting.key() + " " + what
            : "%s=%s (%s) %s"
                .formatted(setting.key(), setting.show(text.text()), text.source(), what));
  }

  List<String> faults() {
    return faults;
  }

  private void addFromFile(Given entry) {
    if (entry.key().equals(Keys.JAVA_OPTIONS)) {
      faults.add(entry.key() + " (" + entry.source() + ") works in the environment only");
    } else {
      add(entry);
    }
  }

  private void add(Given entry) {
    if (UnknownKeys.isExpected(entry)) {
      given.put(entry.key(), entry);
    } else {
      faults.add(UnknownKeys.fault(entry));
    }
  }
}
