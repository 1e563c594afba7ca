package io.spanstone.otlp;

/**
 * The three OTLP signals that Spanstone takes in, each with its name in paths, indices and metrics.
 */
public enum Signal {
  TRACES("traces"),
  METRICS("metrics"),
  LOGS("logs");

  private final String id;

  Signal(String id) {
    this.id = id;
  }

  /** The lower-case name, as in {@code /v1/traces} and {@code spanstone-traces-c0-2026.11.24}. */
  public String id() {
    return id;
  }
}
