package io.spanstone.block;

/**
 * Who makes the blocks of a segment.
 *
 * @param collector the instance that packs them; the same after every restart
 * @param ingestTimeUnixNano when their records came in: the segment's creation; of a roll-up, the
 *     beginning of the ingest times that it covers
 * @param listing which series need not be listed again
 * @param rollup which roll-up they belong to; empty if none
 */
public record BlockOrigin(
    String collector, long ingestTimeUnixNano, SeriesListing.Draft listing, String rollup) {

  /** Of blocks with records as they came in. */
  public BlockOrigin(String collector, long ingestTimeUnixNano, SeriesListing.Draft listing) {
    this(collector, ingestTimeUnixNano, listing, "");
  }

  /** Of blocks of a roll-up, which list no series: the blocks that it is made of do. */
  public static BlockOrigin ofRollup(String collector, long ingestTimeUnixNano, String rollup) {
    return new BlockOrigin(collector, ingestTimeUnixNano, SeriesListing.ofNothing(), rollup);
  }
}
