package io.spanstone.storage;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A log record as it was sent, and the plainest code that can be written to look at it. */
record SentLog(Resource resource, String logger, LogRecord log) {

  static List<SentLog> allOf(List<LogsData> requests) {
    List<SentLog> all = new ArrayList<>();
    for (LogsData request : requests) {
      for (ResourceLogs resource : request.getResourceLogsList()) {
        for (ScopeLogs scope : resource.getScopeLogsList()) {
          for (LogRecord log : scope.getLogRecordsList()) {
            all.add(new SentLog(resource.getResource(), scope.getScope().getName(), log));
          }
        }
      }
    }
    return all;
  }

  long timeUnixNano() {
    return log.getTimeUnixNano() != 0 ? log.getTimeUnixNano() : log.getObservedTimeUnixNano();
  }

  String body() {
    return text(log.getBody());
  }

  int severity() {
    return log.getSeverityNumberValue();
  }

  String name() {
    String name = resourceAttribute("service.name");
    return name.isEmpty() ? "unknown_service" : name;
  }

  String qualifiedName() {
    String namespace = resourceAttribute("service.namespace");
    return namespace.isEmpty() ? name() : namespace + "/" + name();
  }

  boolean isOfService(String filter) {
    return filter.equalsIgnoreCase(name()) || filter.equalsIgnoreCase(qualifiedName());
  }

  boolean hasAttribute(String key, Predicate<String> ofLowerCaseText) {
    return Stream.concat(resource.getAttributesList().stream(), log.getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equalsIgnoreCase(key))
        .anyMatch(
            attribute -> ofLowerCaseText.test(text(attribute.getValue()).toLowerCase(Locale.ROOT)));
  }

  /** Whether the words of the phrase follow each other in the body. */
  boolean hasPhrase(String phrase, boolean prefix) {
    String wanted = spaced(phrase);
    boolean open = prefix || isHan(phrase.codePointBefore(phrase.length()));
    boolean openStart = isHan(phrase.codePointAt(0));
    return (" " + spaced(body()) + " ")
        .contains((openStart ? "" : " ") + wanted + (open ? "" : " "));
  }

  /** Words in lower case with a blank between them; runs of Han stand together. */
  static String spaced(String text) {
    StringBuilder spaced = new StringBuilder();
    boolean lastHan = false;
    for (int c : text.codePoints().toArray()) {
      int type = Character.getType(c);
      boolean han = isHan(c);
      boolean word =
          Character.isLetterOrDigit(c)
              || type == Character.NON_SPACING_MARK
              || type == Character.COMBINING_SPACING_MARK;
      if (!word || han != lastHan) {
        spaced.append(' ');
      }
      spaced.appendCodePoint(word ? Character.toLowerCase(c) : ' ');
      lastHan = han;
    }
    return spaced.toString().strip().replaceAll(" +", " ");
  }

  private static boolean isHan(int c) {
    return c >= 0x2E80
        && List.of(
                Character.UnicodeScript.HAN,
                Character.UnicodeScript.KATAKANA,
                Character.UnicodeScript.HIRAGANA)
            .contains(Character.UnicodeScript.of(c));
  }

  private String resourceAttribute(String key) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(AnyValue::getStringValue)
        .findFirst()
        .orElse("");
  }

  private static String text(AnyValue value) {
    return new AnyValueView().read(Slice.of(value.toByteArray())).text().utf8();
  }
}
