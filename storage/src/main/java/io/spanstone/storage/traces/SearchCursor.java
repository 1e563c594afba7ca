package io.spanstone.storage.traces;

import io.spanstone.block.UnixNano;
import io.spanstone.block.scan.TraceId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a search goes on: after a trace in the order of the results, which is the newest match
 * first, and by id among equals.
 *
 * @param startUnixNano the time range of the whole search, fixed by its first page
 * @param keyUnixNano the newest match of the last trace that is done
 * @param traceId its id; {@link TraceId#ZERO} if all traces with that key are still to come
 * @param conditions a hash of the query's conditions
 */
record SearchCursor(
    long startUnixNano, long endUnixNano, long keyUnixNano, TraceId traceId, int conditions) {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 3 * Long.BYTES + TraceId.BYTES + Integer.BYTES;

  /** The cursor that the query brings, or that of its beginning. */
  static SearchCursor of(TraceQuery query) {
    int conditions = conditions(query);
    if (query.cursor() == null) {
      long end = UnixNano.of(query.end());
      return new SearchCursor(UnixNano.of(query.start()), end, end, TraceId.ZERO, conditions);
    }
    SearchCursor cursor = decode(query.cursor());
    if (cursor.conditions != conditions) {
      throw new InvalidCursorException("the cursor belongs to a search with other conditions");
    }
    return cursor;
  }

  /** The same search, going on from that trace. */
  SearchCursor after(long key, TraceId id) {
    return new SearchCursor(startUnixNano, endUnixNano, key, id, conditions);
  }

  /** Whether that trace comes after this place, and so is still to be found. */
  boolean isBefore(long key, TraceId id) {
    return key < keyUnixNano || (key == keyUnixNano && id.compareTo(traceId) > 0);
  }

  String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.put(VERSION).putLong(startUnixNano).putLong(endUnixNano).putLong(keyUnixNano);
    bytes.putLong(traceId.high()).putLong(traceId.low()).putInt(conditions);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static SearchCursor decode(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
        throw new InvalidCursorException("not a cursor of this search");
      }
      return new SearchCursor(
          bytes.getLong(),
          bytes.getLong(),
          bytes.getLong(),
          new TraceId(bytes.getLong(), bytes.getLong()),
          bytes.getInt());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidCursorException("not a cursor of this search");
    }
  }

  private static int conditions(TraceQuery query) {
    return Arrays.asList(
            query.service(),
            query.operation(),
            query.kind(),
            query.status(),
            query.minDuration(),
            query.maxDuration(),
            query.attributes())
        .toString()
        .hashCode();
  }
}
