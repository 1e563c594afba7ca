package io.spanstone.query.request;

import io.javalin.http.Context;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. A handler first reads every parameter that its route takes, then
 * calls {@link #check}, which refuses the request if anything was wrong with any of them, naming
 * every fault at once. What was not asked for by then is unknown to the route, and a fault too.
 *
 * <pre>{@code
 * Parameters parameters = Parameters.of(request);
 * Duration min = parameters.optional("minDuration", Parsers::duration);
 * int limit = parameters.optional("limit", Parsers::limit, 20);
 * parameters.check();
 * }</pre>
 *
 * Between reading and checking, a faulty parameter has the value of an absent one. Not thread-safe.
 */
public final class Parameters {

  /** Reads one value out of its text. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String text) throws InvalidValueException;
  }

  private final Map<String, List<String>> query;
  private final Map<String, String> path;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<ParameterFault> faults;
  private final List<ParameterFault> missing = new ArrayList<>();

  private Parameters(QueryString query, Map<String, String> path) {
    this.query = query.values();
    this.path = path;
    this.faults = new ArrayList<>(query.faults());
  }

  public static Parameters of(Context request) {
    return new Parameters(QueryString.parse(request.queryString()), request.pathParamMap());
  }

  static Parameters of(@Nullable String queryString) {
    return new Parameters(QueryString.parse(queryString), Map.of());
  }

  /** The value of a parameter that may be given once; null if it is absent. */
  public <T> @Nullable T optional(String name, Parser<T> parser) {
    List<T> values = repeatable(name, parser);
    if (query.getOrDefault(name, List.of()).size() > 1) {
      fault(name, "is given more than once; give it once");
      return null;
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** The value of a parameter that must be given once; null, until {@link #check}, if it is not. */
  public <T> @Nullable T required(String name, Parser<T> parser) {
    if (!query.containsKey(name)) {
      missing.add(new ParameterFault(name, "is missing; it must be given"));
    }
    return optional(name, parser);
  }

  /** The same of a parameter that may be empty, which is as good as absent. */
  public <T> @Nullable T optionalOrEmpty(String name, Parser<T> parser) {
    known.add(name);
    return query.getOrDefault(name, List.of()).equals(List.of("")) ? null : optional(name, parser);
  }

  /** The value of a parameter that may be given once; {@code fallback} if it is absent. */
  public <T> T optional(String name, Parser<T> parser, T fallback) {
    T value = optional(name, parser);
    return value == null ? fallback : value;
  }

  /** The values of a parameter that may be given many times, in their order. */
  public <T> List<T> repeatable(String name, Parser<T> parser) {
    known.add(name);
    List<T> values = new ArrayList<>();
    for (String text : query.getOrDefault(name, List.of())) {
      T value = parse(name, text, parser);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The value of a part of the path; {@code fallback}, until {@link #check}, if it is faulty. */
  public <T> T path(String name, Parser<T> parser, T fallback) {
    T value = parse(name, path.getOrDefault(name, ""), parser);
    return value == null ? fallback : value;
  }

  /** Says that something else is wrong with a parameter, such as its relation to another. */
  public void fault(String name, String message) {
    faults.add(new ParameterFault(name, message));
  }

  /**
   * Ends the reading of parameters.
   *
   * @throws ProblemException if the request has a fault
   */
  public void check() {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        fault(name, "is unknown here; " + takes());
      }
    }
    faults.addAll(missing);
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.ofParameters(faults));
    }
  }

  private String takes() {
    return "this route takes " + (known.isEmpty() ? "no parameters" : String.join(", ", known));
  }

  private <T> @Nullable T parse(String name, String text, Parser<T> parser) {
    if (text.isEmpty()) {
      fault(name, "is empty; give a value or leave the parameter out");
      return null;
    }
    try {
      return parser.parse(text);
    } catch (InvalidValueException e) {
      faults.add(new ParameterFault(name, String.valueOf(e.getMessage()), e.position()));
      return null;
    }
  }
}
