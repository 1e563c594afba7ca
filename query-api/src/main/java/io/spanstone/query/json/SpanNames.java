package io.spanstone.query.json;

import java.util.List;

/** The API's words for OTLP's enumerations. */
public final class SpanNames {
  /** Span kinds by their OTLP number. */
  public static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");

  /** Status codes by their OTLP number. */
  public static final List<String> STATUSES = List.of("unset", "ok", "error");

  private SpanNames() {}

  /** The name of a span kind; {@code unspecified} for numbers that OTLP does not define. */
  public static String kind(int number) {
    return name(KINDS, number);
  }

  /** The name of a status code; {@code unset} for numbers that OTLP does not define. */
  public static String status(int number) {
    return name(STATUSES, number);
  }

  private static String name(List<String> names, int number) {
    return names.get(number >= 0 && number < names.size() ? number : 0);
  }
}
