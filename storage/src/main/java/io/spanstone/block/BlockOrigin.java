package io.spanstone.block;

/**
 * Who makes the blocks of a segment.
 *
 * @param collector the instance that packs them; the same after every restart
 * @param ingestTimeUnixNano when their records came in: the segment's creation
 * @param listing which series need not be listed again
 */
public record BlockOrigin(String collector, long ingestTimeUnixNano, SeriesListing.Draft listing) {}
