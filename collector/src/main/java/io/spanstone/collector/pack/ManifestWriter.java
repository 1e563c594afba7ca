package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Writes a manifest, document by document, durably and whole or not at all. */
public final class ManifestWriter {
  private final DataOutputStream out;
  private int documents;
  private long records;

  private ManifestWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /**
   * What is to be written, before it has an ordinal and an id.
   *
   * @param records how many are in the document
   */
  public record Draft(String index, int records, Slice json) {}

  /**
   * Writes the manifest of a segment.
   *
   * @param deadLettered records of the segment that are in no document
   * @param repeated derived points of the segment that another one has packed
   */
  public static Manifest write(
      Path file, UUID segment, Iterator<Draft> drafts, long deadLettered, long repeated)
      throws IOException {
    Manifest.Totals[] totals = new Manifest.Totals[1];
    AtomicFile.write(
        file,
        out -> {
          ManifestWriter writer = new ManifestWriter(out);
          writer.header(segment);
          while (drafts.hasNext()) {
            writer.document(drafts.next());
          }
          totals[0] = writer.end(deadLettered, repeated);
        });
    return new Manifest(file, segment, totals[0]);
  }

  private void header(UUID segment) throws IOException {
    ByteBuffer header =
        ByteBuffer.allocate(ManifestFormat.HEADER_BYTES)
            .putLong(ManifestFormat.MAGIC)
            .putLong(segment.getMostSignificantBits())
            .putLong(segment.getLeastSignificantBits());
    out.write(header.array());
    out.writeInt(ManifestFormat.checksum(header.array()));
  }

  private void document(Draft draft) throws IOException {
    byte[] index = draft.index().getBytes(UTF_8);
    ByteBuffer head =
        ByteBuffer.allocate(1 + 4 + 2 + index.length)
            .put(ManifestFormat.DOCUMENT)
            .putInt(draft.records())
            .putShort((short) index.length)
            .put(index);
    frame(head.array(), draft.json());
    documents++;
    records += draft.records();
  }

  private Manifest.Totals end(long deadLettered, long repeated) throws IOException {
    ByteBuffer end =
        ByteBuffer.allocate(ManifestFormat.END_BYTES)
            .put(ManifestFormat.END)
            .putInt(documents)
            .putLong(records)
            .putLong(deadLettered)
            .putLong(repeated);
    frame(end.array(), Slice.EMPTY);
    return new Manifest.Totals(documents, records, deadLettered, repeated);
  }

  private void frame(byte[] head, Slice rest) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(head);
    crc.update(rest.array(), rest.from(), rest.length());
    out.writeInt(head.length + rest.length());
    out.writeInt((int) crc.getValue());
    out.write(head);
    out.write(rest.array(), rest.from(), rest.length());
  }
}
