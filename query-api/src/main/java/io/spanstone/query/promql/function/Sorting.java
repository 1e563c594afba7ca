package io.spanstone.query.promql.function;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.Statistics;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Orders the elements of an instant query's answer; the answer of a range query has an order of its
 * own. Either way, ordering by value leaves histograms out.
 */
final class Sorting {
  private Sorting() {}

  static void register(Map<String, VectorFunction> functions) {
    functions.put("sort", arguments -> byValue(arguments, false));
    functions.put("sort_desc", arguments -> byValue(arguments, true));
    functions.put("sort_by_label", arguments -> byLabels(arguments, false));
    functions.put("sort_by_label_desc", arguments -> byLabels(arguments, true));
  }

  private static Value byValue(VectorFunction.Arguments arguments, boolean descending) {
    List<StepSeries> numbers = new ArrayList<>();
    for (StepSeries series : arguments.vector(0)) {
      StepSeries kept = series.mapNumbers(series.labels(), DoubleUnaryOperator.identity());
      if (!kept.isEmpty()) {
        numbers.add(kept);
      }
    }
    if (arguments.grid().steps() == 1) {
      numbers.sort(Comparator.comparing(series -> series.value(0), Statistics.nanLast(descending)));
    }
    return new Value.InstantVector(numbers);
  }

  private static Value byLabels(VectorFunction.Arguments arguments, boolean descending) {
    List<String> names = arguments.texts(1);
    Comparator<Labels> order =
        (a, b) -> {
          for (String name : names) {
            int difference = NaturalOrder.compare(a.get(name), b.get(name));
            if (difference != 0) {
              return difference;
            }
          }
          return a.compareTo(b);
        };
    List<StepSeries> sorted = new ArrayList<>(arguments.vector(0));
    sorted.sort(Comparator.comparing(StepSeries::labels, descending ? order.reversed() : order));
    return new Value.InstantVector(sorted);
  }
}
