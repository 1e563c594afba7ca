package io.spanstone.storage.logs.scan;

import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.LogCondition;

/** Walks the log records of a block that meet a condition. Not thread-safe; reusable. */
public final class LogScan {
  private static final int NONE = -1;

  private final RowTest test;
  private final long startUnixNano;
  private final long endUnixNano;
  private final LogRow row = new LogRow();
  private int resource = NONE;
  private int scope = NONE;
  private int ordinal = NONE;

  /** Records of a time in {@code [start, end)} that meet the condition. */
  public LogScan(LogCondition condition, long startUnixNano, long endUnixNano) {
    this.test = RowTests.of(condition);
    this.startUnixNano = startUnixNano;
    this.endUnixNano = endUnixNano;
  }

  /** Starts before the first record of {@code logsData}. Returns this. */
  public LogScan reset(Slice logsData) {
    row.reset(logsData);
    resource = NONE;
    scope = NONE;
    ordinal = NONE;
    return this;
  }

  /** Steps to the next record that matches; false if there is none. */
  public boolean next() {
    while (row.next()) {
      ordinal++;
      enter(row.cursor());
      row.readRecord();
      long time = row.timeUnixNano();
      if (time >= startUnixNano && time < endUnixNano && test.matches(row)) {
        return true;
      }
    }
    return false;
  }

  /** The current record; overwritten by the next step. */
  public LogRecordView record() {
    return row.view();
  }

  /** Its time, or if that is unknown its observed time. */
  public long timeUnixNano() {
    return row.timeUnixNano();
  }

  /** Counts all records of the block from 0. */
  public int ordinal() {
    return ordinal;
  }

  /** Where the current record is. */
  public RecordCursor cursor() {
    return row.cursor();
  }

  private void enter(RecordCursor cursor) {
    if (cursor.resourceOrdinal() != resource) {
      resource = cursor.resourceOrdinal();
      row.readResource();
      test.enterResource(row);
    }
    if (cursor.scopeOrdinal() != scope) {
      scope = cursor.scopeOrdinal();
      row.readScope();
      test.enterScope(row);
    }
  }
}
