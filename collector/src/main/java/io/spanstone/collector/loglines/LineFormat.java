package io.spanstone.collector.loglines;

/** What a request's lines are. */
public enum LineFormat {
  /** Each line is a JSON object, or an array of them. */
  JSON,
  /** Each line is text, but for those that are JSON objects; stack traces belong to their line. */
  TEXT,
  /** {@link #JSON} if the first line begins like it, else {@link #TEXT}. */
  EITHER
}
