package io.spanstone.query.prometheus;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.TimeShift;
import io.spanstone.query.request.FormFields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The parameters of one request, as Prometheus reads them: those of a POST's form come before those
 * of its URL, of several values the first counts, an empty one is none, and others than those that
 * are asked for do not matter. What is wrong with one is thrown as {@link PrometheusException}.
 */
final class Form {
  private final FormFields fields;

  private Form(FormFields fields) {
    this.fields = fields;
  }

  static Form of(Context request) {
    String body = request.method().equals(HandlerType.POST) ? request.body() : "";
    FormFields fields = FormFields.parse(body, request.queryString());
    if (!fields.faults().isEmpty()) {
      throw new PrometheusException(
          ErrorType.BAD_DATA, "error parsing form values: " + String.join("; ", fields.faults()));
    }
    return new Form(fields);
  }

  String text(String name) {
    return fields.first(name);
  }

  /** The query, which may have any type. */
  Expr query() {
    return parse("query", fields.first("query"));
  }

  OptionalLong timeMillis(String name) {
    return read(name, TimeText::timeMillis);
  }

  long requiredTimeMillis(String name) {
    return required(name, timeMillis(name));
  }

  OptionalLong durationMillis(String name) {
    return read(name, TimeText::durationMillis);
  }

  long requiredDurationMillis(String name) {
    return required(name, durationMillis(name));
  }

  /** A whole number, 0 or more. */
  int count(String name, int fallback) {
    OptionalLong given = read(name, Form::count);
    return given.isPresent() ? (int) given.getAsLong() : fallback;
  }

  /** The selectors {@code match[]}, each with its matchers. */
  List<List<LabelMatcher>> selectors() {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (String text : fields.all("match[]")) {
      if (!(parse("match[]", text) instanceof Expr.VectorSelector selector)
          || !selector.shift().equals(TimeShift.NONE)) {
        throw PrometheusException.badParameter(
            "match[]", "\"%s\" is no series selector such as up{job=\"cart\"}".formatted(text));
      }
      selectors.add(selector.matchers());
    }
    return selectors;
  }

  private OptionalLong read(String name, ToLongFunction<String> parser) {
    String text = fields.first(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(parser.applyAsLong(text));
    } catch (IllegalArgumentException e) {
      throw PrometheusException.badParameter(name, String.valueOf(e.getMessage()));
    }
  }

  private static long required(String name, OptionalLong value) {
    return value.orElseThrow(() -> PrometheusException.badParameter(name, "is missing; give it"));
  }

  private static long count(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("\"%s\" is no whole number of 0 or more".formatted(text));
    }
    return Long.parseLong(text);
  }

  private static Expr parse(String name, String text) {
    try {
      return Promql.parse(text);
    } catch (PromqlSyntaxException e) {
      throw PrometheusException.badParameter(name, String.valueOf(e.getMessage()));
    }
  }
}
