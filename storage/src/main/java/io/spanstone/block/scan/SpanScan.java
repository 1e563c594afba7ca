package io.spanstone.block.scan;

import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;

/** Walks the spans of a block that match a filter. Not thread-safe; reusable. */
public final class SpanScan {
  private static final int NONE = -1;

  private final SpanFilter filter;
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final SpanView span = new SpanView();
  private int resource = NONE;
  private boolean resourceMayMatch;

  public SpanScan(SpanFilter filter) {
    this.filter = filter;
  }

  /** Starts at the first span of {@code tracesData}. Returns this. */
  public SpanScan reset(Slice tracesData) {
    cursor.reset(tracesData);
    resource = NONE;
    return this;
  }

  /** Steps to the next span that matches; false if there is none. */
  public boolean next() {
    while (cursor.next()) {
      if (cursor.resourceOrdinal() != resource) {
        resource = cursor.resourceOrdinal();
        resourceMayMatch = filter.enter(cursor.resource());
      }
      if (resourceMayMatch && filter.matches(span.read(cursor.record()))) {
        return true;
      }
    }
    return false;
  }

  /** The current span; overwritten by the next step. */
  public SpanView span() {
    return span;
  }

  /** Where the current span is. */
  public RecordCursor cursor() {
    return cursor;
  }
}
