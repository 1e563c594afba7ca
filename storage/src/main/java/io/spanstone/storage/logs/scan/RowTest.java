package io.spanstone.storage.logs.scan;

/** A condition on log records. Enter the resource and the scope of a record before you ask. */
interface RowTest {
  /** The records that are asked for next are of the row's current resource. */
  default void enterResource(LogRow row) {}

  /** The records that are asked for next are of the row's current scope. */
  default void enterScope(LogRow row) {}

  boolean matches(LogRow row);
}
