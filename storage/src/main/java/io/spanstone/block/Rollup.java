package io.spanstone.block;

import java.time.Duration;
import java.util.List;

/** The roll-ups of derived metrics, from the finest to the coarsest. */
public enum Rollup {
  MINUTE("1m", Duration.ofMinutes(1)),
  TEN_MINUTES("10m", Duration.ofMinutes(10)),
  HOUR("1h", Duration.ofHours(1));

  /** From the coarsest to the finest. */
  public static final List<Rollup> COARSEST_FIRST = List.of(HOUR, TEN_MINUTES, MINUTE);

  private final String id;
  private final long cellNanos;

  Rollup(String id, Duration cell) {
    this.id = id;
    this.cellNanos = cell.toNanos();
  }

  /** How long each of its cells is; one is a multiple of the next finer. */
  public long cellNanos() {
    return cellNanos;
  }

  /** Its blocks with all series, as {@link BlockFields#ROLLUP} has it. */
  public String series() {
    return id;
  }

  /** Its blocks with the calls of services, all operations taken together. */
  public String services() {
    return id + "-services";
  }
}
