package io.spanstone.query.promql.function;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that take scalars, texts and instant vectors. */
public final class VectorFunctions {
  private static final Map<String, VectorFunction> BY_NAME = new HashMap<>();

  static {
    Mathematics.register(BY_NAME);
    Calendar.register(BY_NAME);
    Scalars.register(BY_NAME);
    LabelChanges.register(BY_NAME);
    Sorting.register(BY_NAME);
    Histograms.register(BY_NAME);
    BY_NAME.put("absent", Absence::absent);
  }

  private VectorFunctions() {}

  public static @Nullable VectorFunction of(String name) {
    return BY_NAME.get(name);
  }
}
