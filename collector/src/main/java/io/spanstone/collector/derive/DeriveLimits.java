package io.spanstone.collector.derive;

/**
 * Bounds on what deriving holds in memory and writes.
 *
 * @param maxSeriesPerService the most series of one service that are seen within an hour or two;
 *     spans of further ones count as its series {@code other}
 * @param maxServices the most services; further ones count as the service {@code other}
 * @param maxSeries the most series of all services together
 * @param maxPoints the most data points of one segment; spans beyond them are refused
 * @param maxBytes the largest request that one segment's points may make, in bytes, give or take
 *     one point; spans beyond it are refused
 */
public record DeriveLimits(
    int maxSeriesPerService, int maxServices, int maxSeries, int maxPoints, int maxBytes) {
  public static final DeriveLimits DEFAULT =
      new DeriveLimits(2_000, 5_000, 200_000, 1 << 18, 48 << 20);

  /** Of edges: there are far fewer of them than of operations. Points have those of both. */
  public static final DeriveLimits EDGES =
      new DeriveLimits(1_000, 5_000, 50_000, 1 << 17, 24 << 20);

  /** Of log records by their patterns. */
  public static final DeriveLimits LOGS =
      new DeriveLimits(2_000, 5_000, 200_000, 1 << 17, 24 << 20);

  /** Of exceptions in log records by their groups. */
  public static final DeriveLimits EXCEPTIONS =
      new DeriveLimits(1_000, 5_000, 50_000, 1 << 16, 36 << 20);
}
