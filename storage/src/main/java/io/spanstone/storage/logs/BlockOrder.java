package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;

/** The order in which blocks are read. */
public enum BlockOrder {
  /** Those with the newest record first. */
  NEWEST_FIRST(BlockFields.MAX_TIME, "desc"),

  /** Those with the oldest record first. */
  OLDEST_FIRST(BlockFields.MIN_TIME, "asc");

  private final String field;
  private final String direction;

  BlockOrder(String field, String direction) {
    this.field = field;
    this.direction = direction;
  }

  /** As Elasticsearch wants to be told. */
  public String json() {
    return "{\"" + field + "\":\"" + direction + "\"}";
  }

  /** A time that comes before all others in this order. */
  public long firstUnixNano() {
    return this == NEWEST_FIRST ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  /** A time that comes after all others in this order. */
  public long lastUnixNano() {
    return this == NEWEST_FIRST ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Whether the time {@code a} comes before {@code b} in this order. */
  boolean isBefore(long a, long b) {
    return this == NEWEST_FIRST ? a > b : a < b;
  }
}
