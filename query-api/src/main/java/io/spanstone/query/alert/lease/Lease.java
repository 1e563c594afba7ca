package io.spanstone.query.alert.lease;

/**
 * The right to be the only one, as long as it is held. Thread-safe.
 *
 * <p>Whoever works under a lease asks before each step, and writes what others would write, too, by
 * compare-and-set: a process that stops for long between the two may be overtaken.
 */
public interface Lease extends AutoCloseable {

  /** Whether this process has it; false from two seconds before another may get it. */
  boolean held();

  /** How often it has changed hands; grows with every holder. 0 if it was never held here. */
  long epoch();

  /** Gives it up, and does not want it any more. Idempotent. */
  @Override
  void close();
}
