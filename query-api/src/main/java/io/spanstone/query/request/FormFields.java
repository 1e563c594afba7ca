package io.spanstone.query.request;

import io.spanstone.query.problem.ParameterFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form, and then those of the URL that it was sent to. */
public final class FormFields {
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private FormFields() {}

  /** Decodes {@code application/x-www-form-urlencoded}. */
  public static FormFields parse(@Nullable String body, @Nullable String queryString) {
    FormFields fields = new FormFields();
    fields.add(QueryString.parse(body));
    fields.add(QueryString.parse(queryString));
    return fields;
  }

  /** What cannot be decoded. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** The first value of a field; empty if there is none. */
  public String first(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  /** All values of a field, in their order. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  private void add(QueryString part) {
    part.values()
        .forEach(
            (name, more) -> values.computeIfAbsent(name, key -> new ArrayList<>()).addAll(more));
    for (ParameterFault fault : part.faults()) {
      faults.add(fault.parameter() + " " + fault.message());
    }
  }
}
