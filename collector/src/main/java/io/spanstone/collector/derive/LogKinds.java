package io.spanstone.collector.derive;

import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;

/** What is counted by: the pattern of a log record, and the groups of exceptions. */
final class LogKinds {
  private LogKinds() {}

  /** By pattern. Not thread-safe. */
  static final class ByPattern implements LogTally.Kind {
    private final LogRecordView view = new LogRecordView();
    private LogPattern pattern = new LogPattern();
    private Slice record = Slice.EMPTY;

    ByPattern of(Slice nextRecord, LogPattern itsPattern) {
      record = nextRecord;
      pattern = itsPattern;
      return this;
    }

    @Override
    public long id() {
      return pattern.id();
    }

    @Override
    public Slice traceId() {
      return view.read(record).traceId();
    }

    @Override
    public Slice spanId() {
      return view.read(record).spanId();
    }

    @Override
    public Slice example() {
      return view.read(record).body().text();
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
  private abstract static class ByException implements LogTally.Kind {
    ExceptionGroup group = new ExceptionGroup();

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

  /** By exception that a log record tells of. Not thread-safe. */
  static final class ByLogException extends ByException {
    private final LogRecordView view = new LogRecordView();
    private Slice record = Slice.EMPTY;

    ByLogException of(Slice nextRecord, ExceptionGroup itsGroup) {
      record = nextRecord;
      group = itsGroup;
      return this;
    }

    @Override
    public Slice traceId() {
      return view.read(record).traceId();
    }

    @Override
    public Slice spanId() {
      return view.read(record).spanId();
    }
  }

  /** By exception that a span records as an event, which has no severity. Not thread-safe. */
  static final class BySpanException extends ByException {
    private static final String NO_SEVERITY = "";

    private SpanView span = new SpanView();

    BySpanException of(SpanView nextSpan, ExceptionGroup itsGroup) {
      span = nextSpan;
      group = itsGroup;
      return this;
    }

    @Override
    public Slice traceId() {
      return span.traceId();
    }

    @Override
    public Slice spanId() {
      return span.spanId();
    }

    @Override
    public LogSeries series(String severity, boolean wantsExample) {
      return super.series(NO_SEVERITY, wantsExample);
    }

    @Override
    public LogSeries other(String severity) {
      return super.other(NO_SEVERITY);
    }
  }
}
