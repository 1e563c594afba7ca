package io.spanstone.query.promql.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What makes one vector element of many. */
public enum Aggregator {
  AVG(null),
  BOTTOMK(ValueType.SCALAR),
  COUNT(null),
  COUNT_VALUES(ValueType.STRING),
  GROUP(null),
  LIMITK(ValueType.SCALAR),
  LIMIT_RATIO(ValueType.SCALAR),
  MAX(null),
  MIN(null),
  QUANTILE(ValueType.SCALAR),
  STDDEV(null),
  STDVAR(null),
  SUM(null),
  TOPK(ValueType.SCALAR);

  private final @Nullable ValueType parameter;

  Aggregator(@Nullable ValueType parameter) {
    this.parameter = parameter;
  }

  /** The type of the parameter before the vector; null if there is none. */
  public @Nullable ValueType parameter() {
    return parameter;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Aggregator of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Aggregator aggregator : values()) {
      if (aggregator.toString().equals(lower)) {
        return aggregator;
      }
    }
    return null;
  }
}
