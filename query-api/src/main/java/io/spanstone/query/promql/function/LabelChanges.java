package io.spanstone.query.promql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Functions that change the labels of a vector's elements. */
final class LabelChanges {
  private LabelChanges() {}

  static void register(Map<String, VectorFunction> functions) {
    functions.put("label_replace", LabelChanges::replace);
    functions.put("label_join", LabelChanges::join);
  }

  private static Value replace(VectorFunction.Arguments arguments) {
    String target = target(arguments, "label_replace");
    String replacement = arguments.text(2);
    String source = arguments.text(3);
    Pattern pattern = pattern(arguments.text(4));
    return relabel(
        arguments,
        labels -> {
          Matcher matcher = pattern.matcher(labels.get(source));
          return matcher.matches()
              ? labels.with(target, GroupTemplate.expand(replacement, matcher))
              : labels;
        });
  }

  private static Value join(VectorFunction.Arguments arguments) {
    String target = target(arguments, "label_join");
    String separator = arguments.text(2);
    List<String> sources = arguments.texts(3);
    return relabel(
        arguments,
        labels ->
            labels.with(
                target, String.join(separator, sources.stream().map(labels::get).toList())));
  }

  private static Value relabel(
      VectorFunction.Arguments arguments, UnaryOperator<Labels> relabeling) {
    VectorBuilder vector = new VectorBuilder();
    for (StepSeries series : arguments.vector(0)) {
      vector.add(series.as(relabeling.apply(series.labels())));
    }
    return vector.build();
  }

  private static String target(VectorFunction.Arguments arguments, String function) {
    String target = arguments.text(1);
    if (target.isEmpty()) {
      throw new PromqlEvaluationException(function + " needs the name of a label to set");
    }
    return target;
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new PromqlEvaluationException(
          "invalid regular expression in label_replace (RE2 syntax): " + e.getMessage());
    }
  }
}
