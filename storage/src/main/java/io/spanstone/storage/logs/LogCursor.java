package io.spanstone.storage.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.block.UnixNano;
import io.spanstone.storage.logs.query.LogCondition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where a search goes on.
 *
 * @param startUnixNano the time range of the whole search, fixed by its first page
 * @param done everything up to this place was found
 * @param condition a hash of the condition
 */
record LogCursor(long startUnixNano, long endUnixNano, Place done, int condition) {
  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 1 + 3 * Long.BYTES + 1 + 2 * Integer.BYTES;

  /** The cursor that the query brings, or that of its beginning. */
  static LogCursor of(LogQuery query) {
    int condition = hash(query.condition());
    if (query.cursor() == null) {
      long end = UnixNano.of(query.end());
      Place begin = Place.atBegin(end, BlockOrder.NEWEST_FIRST);
      return new LogCursor(UnixNano.of(query.start()), end, begin, condition);
    }
    LogCursor cursor = decode(query.cursor());
    if (cursor.condition != condition) {
      throw new InvalidLogCursorException("the cursor belongs to a search for something else");
    }
    return cursor;
  }

  /** The same search, going on from that place. */
  LogCursor after(Place place) {
    return new LogCursor(startUnixNano, endUnixNano, place, condition);
  }

  String encode() {
    byte[] block = done.block().getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + block.length);
    bytes.put(VERSION).putLong(startUnixNano).putLong(endUnixNano).putInt(condition);
    bytes.putLong(done.timeUnixNano()).put(done.rank()).putInt(done.ordinal()).put(block);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static LogCursor decode(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.get() != VERSION) {
        throw new InvalidLogCursorException("not a cursor of this search");
      }
      long start = bytes.getLong();
      long end = bytes.getLong();
      int condition = bytes.getInt();
      long time = bytes.getLong();
      byte rank = bytes.get();
      int ordinal = bytes.getInt();
      String block = UTF_8.decode(bytes).toString();
      return new LogCursor(start, end, new Place(time, rank, block, ordinal), condition);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidLogCursorException("not a cursor of this search");
    }
  }

  private static int hash(LogCondition condition) {
    return condition.toString().hashCode();
  }
}
