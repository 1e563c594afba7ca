package io.spanstone.agent.redact;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.spanstone.agent.otlp.Secrets;
import io.spanstone.agent.redact.NameRules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes secrets out of attributes, by their keys and by what is in their values. Thread-safe. */
final class SecretAttributes implements Secrets {

  /** What is nested deeper is hidden as a whole. */
  private static final int MAX_DEPTH = 16;

  private static final Value<?> REDACTED = Value.of(SecretText.REDACTED);

  private final NameRules names;
  private final SecretText text;

  SecretAttributes(NameRules names, SecretText text) {
    this.names = names;
    this.text = text;
  }

  /** The attributes without secrets; the very same if they have none. */
  Attributes redact(Attributes attributes) {
    Changes changes = new Changes(attributes);
    attributes.forEach(changes);
    return changes.builder == null ? attributes : changes.builder.build();
  }

  @Override
  public Object redact(AttributeKey<?> key, Object value) {
    String name = key.getKey();
    Verdict verdict = names.verdict(name);
    if (verdict == Verdict.KEEP) {
      return value;
    }
    boolean secret = verdict == Verdict.HIDE;
    switch (key.getType()) {
      case STRING:
        String string = (String) value;
        return secret ? hidden(string) : redactNamed(name, string);
      case STRING_ARRAY:
        List<?> list = (List<?>) value;
        List<String> redacted = secret ? hidden(list) : redactWords(list);
        return redacted == null ? value : redacted;
      case VALUE:
        return redact(name, (Value<?>) value, 0);
      case LONG:
      case DOUBLE:
      case LONG_ARRAY:
      case DOUBLE_ARRAY:
        return secret ? SecretText.REDACTED : value;
      default:
        return value; // a boolean tells nothing
    }
  }

  @Override
  public String redact(String value) {
    return text.redact(value);
  }

  @Override
  public Value<?> redact(Value<?> value) {
    return redact("", value, 0);
  }

  private final class Changes implements BiConsumer<AttributeKey<?>, Object> {
    private final Attributes attributes;
    private @Nullable AttributesBuilder builder;

    private Changes(Attributes attributes) {
      this.attributes = attributes;
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
      Object redacted = redact(key, value);
      if (redacted == value) {
        return;
      }
      String name = key.getKey();
      if (redacted instanceof Value) {
        builder().put(AttributeKey.valueKey(name), (Value<?>) redacted);
      } else if (redacted instanceof List) {
        builder().put(AttributeKey.stringArrayKey(name), strings((List<?>) redacted));
      } else {
        builder().removeIf(key::equals); // it may have been a number
        builder().put(name, (String) redacted);
      }
    }

    private AttributesBuilder builder() {
      if (builder == null) {
        builder = attributes.toBuilder();
      }
      return builder;
    }
  }

  private String redactNamed(String name, String value) {
    return text.redact(DatabasePasswords.mayBeIn(name) ? DatabasePasswords.redact(value) : value);
  }

  private static List<String> strings(List<?> values) {
    List<String> strings = new ArrayList<>(values.size());
    for (Object each : values) {
      strings.add((String) each);
    }
    return strings;
  }

  private static String hidden(String value) {
    return value.isEmpty() ? value : SecretText.REDACTED;
  }

  private static @Nullable List<String> hidden(List<?> values) {
    List<String> hidden = new ArrayList<>(values.size());
    for (Object ignored : values) {
      hidden.add(SecretText.REDACTED);
    }
    return hidden.equals(values) ? null : hidden;
  }

  /** What may be the words of a command line, where an option and its value are two. */
  private @Nullable List<String> redactWords(List<?> values) {
    List<String> redacted = null;
    boolean afterSecretOption = false;
    for (int i = 0; i < values.size(); i++) {
      String value = (String) values.get(i);
      boolean option = value != null && value.startsWith("-");
      String instead =
          value == null
              ? null // as a service may have put it there
              : afterSecretOption && !option ? hidden(value) : text.redact(value);
      afterSecretOption =
          option && value.indexOf('=') < 0 && names.isSecret(value, 1, value.length());
      if (redacted == null && instead != null && !instead.equals(value)) {
        redacted = new ArrayList<>(values.size());
        for (Object before : values.subList(0, i)) {
          redacted.add((String) before);
        }
      }
      if (redacted != null) {
        redacted.add(instead);
      }
    }
    return redacted;
  }

  private Value<?> redact(String name, Value<?> value, int depth) {
    boolean secret = names.isSecret(name, 0, name.length());
    switch (value.getType()) {
      case STRING:
        String string = (String) value.getValue();
        String redacted = secret ? hidden(string) : redactNamed(name, string);
        return redacted.equals(string) ? value : Value.of(redacted);
      case ARRAY:
        return secret || depth == MAX_DEPTH
            ? REDACTED
            : redactArray((List<?>) value.getValue(), value, depth);
      case KEY_VALUE_LIST:
        return secret || depth == MAX_DEPTH
            ? REDACTED
            : redactMembers((List<?>) value.getValue(), value, depth);
      case BOOLEAN:
      case EMPTY:
        return value;
      default:
        return secret ? REDACTED : value;
    }
  }

  private Value<?> redactArray(List<?> values, Value<?> whole, int depth) {
    List<Value<?>> redacted = new ArrayList<>(values.size());
    boolean changed = false;
    for (Object each : values) {
      Value<?> value = (Value<?>) each;
      Value<?> instead = redact("", value, depth + 1);
      changed |= instead != value;
      redacted.add(instead);
    }
    return changed ? Value.of(redacted) : whole;
  }

  private Value<?> redactMembers(List<?> members, Value<?> whole, int depth) {
    KeyValue[] redacted = new KeyValue[members.size()];
    boolean changed = false;
    for (int i = 0; i < redacted.length; i++) {
      KeyValue member = (KeyValue) members.get(i);
      Value<?> instead =
          names.verdict(member.getKey()) == Verdict.KEEP
              ? member.getValue()
              : redact(member.getKey(), member.getValue(), depth + 1);
      changed |= instead != member.getValue();
      redacted[i] = instead == member.getValue() ? member : KeyValue.of(member.getKey(), instead);
    }
    return changed ? Value.of(redacted) : whole;
  }
}
