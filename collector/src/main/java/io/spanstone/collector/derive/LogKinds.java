package io.spanstone.collector.derive;

import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;

/** What a log record is counted by: the pattern of its message, and the group of its exception. */
final class LogKinds {
  private LogKinds() {}

  /** By pattern. Not thread-safe. */
  static final class ByPattern implements LogTally.Kind {
    private final LogPattern pattern = new LogPattern();
    private LogRecordView record = new LogRecordView();

    ByPattern read(LogRecordView next) {
      record = next;
      pattern.read(next);
      return this;
    }

    @Override
    public long id() {
      return pattern.id();
    }

    @Override
    public Slice example() {
      return record.body().text();
    }

    @Override
    public LogSeries series(String severity, boolean wantsExample) {
      return LogSeries.ofPattern(
          severity, PatternId.text(pattern.id()), pattern.template().utf8(), wantsExample);
    }

    @Override
    public LogSeries other(String severity) {
      return LogSeries.otherPattern(severity);
    }
  }

  /** By exception. Not thread-safe. */
  static final class ByException implements LogTally.Kind {
    private final ExceptionGroup group = new ExceptionGroup();

    ByException read(LogRecordView record) {
      group.read(record);
      return this;
    }

    @Override
    public long id() {
      return group.id();
    }

    @Override
    public Slice example() {
      return group.message();
    }

    @Override
    public LogSeries series(String severity, boolean wantsExample) {
      return LogSeries.ofException(severity, group, wantsExample);
    }

    @Override
    public LogSeries other(String severity) {
      return LogSeries.otherException(severity);
    }
  }
}
