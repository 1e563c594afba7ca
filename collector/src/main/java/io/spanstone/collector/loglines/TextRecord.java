package io.spanstone.collector.loglines;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a line of text may say of itself at its beginning: its time, and its severity. */
final class TextRecord {
  private static final int MAX_HEADER_CHARS = 128;
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?<![\\w.])(TRACE|FINEST|FINER|DEBUG|FINE|CONFIG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE"
              + "|CRITICAL|FATAL|trace|debug|info|notice|warn|error|crit|alert|emerg)(?![\\w.])");

  private TextRecord() {}

  /** A record with the text, lines of a stack trace included, as its body. */
  static LineRecord of(String text) {
    LineRecord record = new LineRecord();
    record.body = text;
    String header = text.substring(0, Math.min(text.length(), MAX_HEADER_CHARS));
    int rest = header.startsWith("[") ? 1 : 0;
    Matcher time = LineTime.DATE_TIME.matcher(header).region(rest, header.length());
    if (time.lookingAt()) {
      record.timeUnixNano = LineTime.of(time);
      rest = time.end();
    }
    severity(header.substring(rest), record);
    stackTrace(text, record);
    return record;
  }

  /** Small letters count in brackets or behind a time only: they may be words of a sentence. */
  private static void severity(String header, LineRecord record) {
    Matcher level = LEVEL.matcher(header.lines().findFirst().orElse(""));
    while (level.find()) {
      String name = level.group();
      boolean bracketed =
          level.start() > 0
              && level.end() < header.length()
              && header.charAt(level.start() - 1) == '['
              && header.charAt(level.end()) == ']';
      OptionalInt severity = SeverityName.number(name);
      if (severity.isPresent() && (Character.isUpperCase(name.charAt(0)) || bracketed)) {
        record.severity = severity.getAsInt();
        record.severityText = name;
        return;
      }
    }
  }

  private static void stackTrace(String text, LineRecord record) {
    int lineEnd = text.indexOf('\n');
    if (lineEnd < 0) {
      return;
    }
    String first = text.substring(0, lineEnd);
    String stackTrace = StackTrace.isHead(first) ? text : text.substring(lineEnd + 1);
    if (StackTrace.isHead(stackTrace.lines().findFirst().orElse(""))
        || stackTrace.startsWith("Traceback")) {
      record.exception(stackTrace);
    }
  }
}
