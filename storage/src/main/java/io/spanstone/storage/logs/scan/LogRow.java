package io.spanstone.storage.logs.scan;

import io.spanstone.block.BodyTokens;
import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;

/** The log record that a scan is at. Looks into its body once, when asked. Not thread-safe. */
final class LogRow {
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final LogRecordView view = new LogRecordView();
  private final ScopeView scope = new ScopeView();
  private final LogPattern pattern = new LogPattern();
  private final ExceptionGroup exception = new ExceptionGroup();
  private final BodyTokens tokens = new BodyTokens();
  private Service service = Service.ofResource(Slice.EMPTY);
  private Slice body = Slice.EMPTY;
  private boolean bodyRead;
  private boolean tokensRead;

  /** Starts before the first record of the OTLP {@code LogsData}. */
  void reset(Slice logsData) {
    cursor.reset(logsData);
  }

  boolean next() {
    return cursor.next();
  }

  RecordCursor cursor() {
    return cursor;
  }

  void readResource() {
    service = Service.ofResource(cursor.resource());
  }

  void readScope() {
    scope.read(cursor.scope());
  }

  void readRecord() {
    view.read(cursor.record());
    bodyRead = false;
    tokensRead = false;
  }

  Service service() {
    return service;
  }

  Slice logger() {
    return scope.name();
  }

  LogRecordView view() {
    return view;
  }

  long timeUnixNano() {
    return UnixNano.ofUnsigned(view.timeOrObservedTimeUnixNano());
  }

  long patternId() {
    return pattern.read(view).id();
  }

  long exceptionGroupId() {
    return exception.read(view).id();
  }

  /** The body's text. */
  Slice body() {
    if (!bodyRead) {
      body = view.body().text();
      bodyRead = true;
    }
    return body;
  }

  BodyTokens tokens() {
    if (!tokensRead) {
      tokens.read(body());
      tokensRead = true;
    }
    return tokens;
  }
}
