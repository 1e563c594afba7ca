package io.spanstone.standalone.settings;

import java.util.List;

/** Some settings cannot be used; all that is wrong, not only the first. */
public final class InvalidSettingsException extends Exception {
  private final List<String> faults;

  InvalidSettingsException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence a fault: the setting, its value, where it was found, what is allowed. */
  public List<String> faults() {
    return faults;
  }
}
