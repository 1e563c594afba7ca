package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest from its first document to its end, verifying every byte; holds one document at
 * a time. Not thread-safe.
 */
public final class ManifestReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final UUID segment;
  private final DataInputStream in;
  private long unreadBytes;
  private int documents;
  private long records;
  private Manifest.@Nullable Totals totals;

  ManifestReader(Path file, UUID segment) throws IOException {
    this.file = file;
    this.segment = segment;
    this.unreadBytes = Files.size(file);
    this.in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    try {
      readHeader();
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The next document; null at the end.
   *
   * @throws CorruptManifestException if the file is not what was written
   */
  public @Nullable ManifestDocument next() throws IOException {
    if (totals != null) {
      return null;
    }
    byte[] body = readFrame();
    ByteBuffer frame = ByteBuffer.wrap(body);
    try {
      byte type = frame.get();
      if (type == ManifestFormat.DOCUMENT) {
        return document(frame, body);
      }
      if (type != ManifestFormat.END) {
        throw corrupt("frame of unknown type " + type);
      }
      end(new Manifest.Totals(frame.getInt(), frame.getLong(), frame.getLong(), repeated(frame)));
      return null;
    } catch (BufferUnderflowException e) {
      throw corrupt("frame is too short");
    }
  }

  Manifest.Totals skipToEnd() throws IOException {
    while (totals == null) {
      ManifestDocument skipped = next();
      assert skipped != null || totals != null;
    }
    return totals;
  }

  private void readHeader() throws IOException {
    byte[] header = readBytes(ManifestFormat.HEADER_BYTES);
    if (readInt() != ManifestFormat.checksum(header)) {
      throw corrupt("header does not match its checksum");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    if (fields.getLong() != ManifestFormat.MAGIC) {
      throw corrupt("not a manifest of version 1");
    }
    UUID found = new UUID(fields.getLong(), fields.getLong());
    if (!found.equals(segment)) {
      throw corrupt("belongs to segment " + found);
    }
  }

  private byte[] readFrame() throws IOException {
    int length = readInt();
    int checksum = readInt();
    byte[] body = readBytes(length);
    if (checksum != ManifestFormat.checksum(body)) {
      throw corrupt("frame " + documents + " does not match its checksum");
    }
    return body;
  }

  private ManifestDocument document(ByteBuffer frame, byte[] body) {
    int count = frame.getInt();
    byte[] index = new byte[Short.toUnsignedInt(frame.getShort())];
    frame.get(index);
    int ordinal = documents++;
    records += count;
    return new ManifestDocument(
        ordinal,
        new String(index, UTF_8),
        ManifestFormat.documentId(segment, ordinal),
        count,
        new Slice(body, frame.position(), body.length));
  }

  /** Manifests had no such number before there were derived points. */
  private static long repeated(ByteBuffer frame) {
    return frame.hasRemaining() ? frame.getLong() : 0;
  }

  private void end(Manifest.Totals written) throws IOException {
    if (written.documents() != documents || written.records() != records || unreadBytes != 0) {
      throw corrupt(
          "ends after %d documents, %d records with %s, %d bytes left"
              .formatted(documents, records, written, unreadBytes));
    }
    totals = written;
  }

  private int readInt() throws IOException {
    return ByteBuffer.wrap(readBytes(4)).getInt();
  }

  private byte[] readBytes(int length) throws IOException {
    if (length < 0 || length > unreadBytes) {
      throw corrupt("is cut short");
    }
    byte[] bytes = new byte[length];
    try {
      in.readFully(bytes);
    } catch (EOFException e) {
      throw corrupt("is cut short");
    }
    unreadBytes -= length;
    return bytes;
  }

  private CorruptManifestException corrupt(String fault) {
    return new CorruptManifestException(file, fault);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
