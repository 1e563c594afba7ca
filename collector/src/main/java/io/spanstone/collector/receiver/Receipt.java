package io.spanstone.collector.receiver;

/**
 * What became of a request that was taken.
 *
 * @param accepted how many records are in the journal
 * @param rejected how many were not valid, and are not to be sent again
 * @param problem what was wrong with them, as answers of OTLP and remote write tell; may be empty
 */
record Receipt(int accepted, int rejected, String problem) {}
