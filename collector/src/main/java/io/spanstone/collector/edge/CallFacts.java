package io.spanstone.collector.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The calls of one segment of which a span alone does not tell both ends, in the form in which they
 * are on disk: {@code docs/format/calls.md} describes it. Immutable and thread-safe.
 *
 * <p>Four tables of records of equal size, each behind its number of records:
 *
 * <ul>
 *   <li>served: the spans that are known to have a server side
 *   <li>servers: server sides of which the client is not known
 *   <li>clients: client sides, with the node that they name should no server side turn up
 *   <li>sends and receives: messages of which the time in the queue is not known
 * </ul>
 */
public final class CallFacts {
  /** {@code SPNCALL2} in ASCII; the last character is the version. */
  static final long MAGIC = 0x53504e43414c4c32L;

  /** Servers and receives of version 1 end before the operation. */
  private static final long MAGIC_1 = 0x53504e43414c4c31L;

  static final int HEADER_BYTES = Long.BYTES + 2 * Long.BYTES + Long.BYTES + 1;
  static final int ID_BYTES = 3 * Long.BYTES;
  static final int SERVED_BYTES = Long.BYTES;
  static final int SERVER_BYTES = Long.BYTES + ID_BYTES + 2 * Integer.BYTES + 2 + 2 * Long.BYTES;
  static final int CLIENT_BYTES = ID_BYTES + 2 * Integer.BYTES + 2 + 2 * Long.BYTES;
  static final int SEND_BYTES = 2 * Long.BYTES;
  static final int RECEIVE_BYTES = Long.BYTES + ID_BYTES + 3 * Integer.BYTES + 2 * Long.BYTES;

  private static final int NO_NODE = -1;

  private final ByteBuffer bytes;
  private final String[] names;
  private final Table served;
  private final Table servers;
  private final Table clients;
  private final Table sends;
  private final Table receives;

  private record Table(int from, int count, int recordBytes) {
    int at(int i) {
      return from + i * recordBytes;
    }
  }

  /**
   * The facts in these bytes, which must not be changed afterwards.
   *
   * @throws IllegalArgumentException if they are damaged
   */
  CallFacts(byte[] array) {
    bytes = ByteBuffer.wrap(array);
    boolean first = array.length >= Long.BYTES && bytes.getLong(0) == MAGIC_1;
    if (array.length < HEADER_BYTES + Integer.BYTES || (!first && bytes.getLong(0) != MAGIC)) {
      throw new IllegalArgumentException("no calls of version 1 or 2");
    }
    if (bytes.getInt(array.length - Integer.BYTES) != crc(array, array.length - Integer.BYTES)) {
      throw new IllegalArgumentException("calls that do not match their checksum");
    }
    int at = HEADER_BYTES;
    names = new String[bytes.getInt(at)];
    at += Integer.BYTES;
    for (int i = 0; i < names.length; i++) {
      int length = Short.toUnsignedInt(bytes.getShort(at));
      names[i] = new String(array, at + Short.BYTES, length, UTF_8);
      at += Short.BYTES + length;
    }
    served = table(at, SERVED_BYTES);
    int missing = first ? Integer.BYTES : 0;
    servers = table(end(served), SERVER_BYTES - missing);
    clients = table(end(servers), CLIENT_BYTES);
    sends = table(end(clients), SEND_BYTES);
    receives = table(end(sends), RECEIVE_BYTES - missing);
  }

  /**
   * Reads facts from disk.
   *
   * @throws IllegalArgumentException if they are damaged
   */
  public static CallFacts read(byte[] array) {
    return new CallFacts(array);
  }

  /** Facts of a segment of which some are lost: nothing may be concluded from their absence. */
  public static CallFacts incomplete(UUID segment, long createdAtMillis) {
    return new CallFactsBuilder().finish(segment, createdAtMillis, true);
  }

  static int crc(byte[] array, int length) {
    CRC32C crc = new CRC32C();
    crc.update(array, 0, length);
    return (int) crc.getValue();
  }

  /** The bytes that go to disk. */
  public byte[] toByteArray() {
    return bytes.array().clone();
  }

  /** How large they are. */
  public int sizeBytes() {
    return bytes.capacity();
  }

  public UUID segment() {
    return new UUID(bytes.getLong(Long.BYTES), bytes.getLong(2 * Long.BYTES));
  }

  /** When the segment was created, milliseconds since the epoch. */
  public long createdAtMillis() {
    return bytes.getLong(3 * Long.BYTES);
  }

  /** Whether some of the segment's facts are missing here. */
  public boolean isIncomplete() {
    return bytes.get(4 * Long.BYTES) != 0;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return served.count() + servers.count() + clients.count() + sends.count() + receives.count()
            == 0
        && !isIncomplete();
  }

  /** How many calls wait for their other side, or for its absence. */
  public int waiting() {
    return servers.count() + clients.count() + receives.count();
  }

  int served() {
    return served.count();
  }

  long servedKey(int i) {
    return bytes.getLong(served.at(i));
  }

  int servers() {
    return servers.count();
  }

  long serverParent(int i) {
    return bytes.getLong(servers.at(i));
  }

  String serverService(int i) {
    return names[bytes.getInt(servers.at(i) + Long.BYTES + ID_BYTES)];
  }

  /** Empty if it is not known. */
  String serverOperation(int i) {
    return operation(servers, i, SERVER_BYTES);
  }

  ConnectionType serverType(int i) {
    return ConnectionType.of(bytes.get(servers.at(i) + Long.BYTES + ID_BYTES + Integer.BYTES));
  }

  int serverStatus(int i) {
    return bytes.get(servers.at(i) + Long.BYTES + ID_BYTES + Integer.BYTES + 1);
  }

  SettledCall server(int i) {
    int at = servers.at(i) + Long.BYTES;
    return call(at, at + ID_BYTES + Integer.BYTES + 2);
  }

  int clients() {
    return clients.count();
  }

  long clientKey(int i) {
    int at = clients.at(i);
    return CallKey.of(
        bytes.getLong(at), bytes.getLong(at + Long.BYTES), bytes.getLong(at + 2 * Long.BYTES));
  }

  String clientService(int i) {
    return names[bytes.getInt(clients.at(i) + ID_BYTES)];
  }

  /** Whether the client side names a node that is called. */
  boolean clientHasTarget(int i) {
    return bytes.getInt(clients.at(i) + ID_BYTES + Integer.BYTES) != NO_NODE;
  }

  String clientTarget(int i) {
    return names[bytes.getInt(clients.at(i) + ID_BYTES + Integer.BYTES)];
  }

  ConnectionType clientType(int i) {
    return ConnectionType.of(bytes.get(clients.at(i) + ID_BYTES + 2 * Integer.BYTES));
  }

  int clientStatus(int i) {
    return bytes.get(clients.at(i) + ID_BYTES + 2 * Integer.BYTES + 1);
  }

  SettledCall client(int i) {
    int at = clients.at(i);
    return call(at, at + ID_BYTES + 2 * Integer.BYTES + 2);
  }

  int sends() {
    return sends.count();
  }

  long sendKey(int i) {
    return bytes.getLong(sends.at(i));
  }

  long sendUnixNano(int i) {
    return bytes.getLong(sends.at(i) + Long.BYTES);
  }

  int receives() {
    return receives.count();
  }

  long receiveParent(int i) {
    return bytes.getLong(receives.at(i));
  }

  String receiveQueue(int i) {
    return names[bytes.getInt(receives.at(i) + Long.BYTES + ID_BYTES)];
  }

  String receiveService(int i) {
    return names[bytes.getInt(receives.at(i) + Long.BYTES + ID_BYTES + Integer.BYTES)];
  }

  /** Empty if it is not known. */
  String receiveOperation(int i) {
    return operation(receives, i, RECEIVE_BYTES);
  }

  /** The time in the queue of a message that was sent then, as a call. */
  SettledCall received(int i, long sentUnixNano) {
    int at = receives.at(i) + Long.BYTES;
    int times = at + ID_BYTES + 2 * Integer.BYTES;
    long queued = Math.max(0, bytes.getLong(times) - sentUnixNano);
    return new SettledCall(id(at, 16), id(at + 16, 8), bytes.getLong(times + Long.BYTES), queued);
  }

  private String operation(Table table, int i, int recordBytes) {
    return table.recordBytes() < recordBytes
        ? ""
        : names[bytes.getInt(table.at(i) + recordBytes - Integer.BYTES)];
  }

  private SettledCall call(int id, int times) {
    return new SettledCall(
        id(id, 16), id(id + 16, 8), bytes.getLong(times), bytes.getLong(times + Long.BYTES));
  }

  private Slice id(int at, int length) {
    return new Slice(bytes.array(), at, at + length);
  }

  private Table table(int at, int recordBytes) {
    return new Table(at + Integer.BYTES, bytes.getInt(at), recordBytes);
  }

  private static int end(Table table) {
    return table.at(table.count());
  }
}
