package io.spanstone.storage.bulk;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.otlp.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.entity.HttpAsyncContentProducer;

/**
 * The body of a bulk request: for each item an action line and its document, sent from where they
 * are. Repeatable, so that the client may try the next node.
 */
final class BulkEntity extends AbstractHttpEntity implements HttpAsyncContentProducer {
  private static final byte[] LINE_FEED = {'\n'};

  private final List<Slice> parts = new ArrayList<>();
  private final long length;
  private int part;
  private int offset;

  BulkEntity(List<BulkItem> items) {
    for (BulkItem item : items) {
      parts.add(Slice.ofUtf8(action(item)));
      parts.add(item.json());
      parts.add(Slice.of(LINE_FEED));
    }
    length = parts.stream().mapToLong(Slice::length).sum();
    setContentType("application/x-ndjson");
  }

  @Override
  public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
    while (part < parts.size()) {
      Slice current = parts.get(part);
      int left = current.length() - offset;
      int written = encoder.write(ByteBuffer.wrap(current.array(), current.from() + offset, left));
      if (written < left) {
        offset += Math.max(written, 0);
        return;
      }
      part++;
      offset = 0;
    }
    encoder.complete();
  }

  /** Called when the body was sent or given up; a further try starts at the beginning. */
  @Override
  public void close() {
    part = 0;
    offset = 0;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public InputStream getContent() {
    return new SequenceInputStream(
        Collections.enumeration(parts.stream().map(BulkEntity::stream).toList()));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Slice each : parts) {
      out.write(each.array(), each.from(), each.length());
    }
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  private static InputStream stream(Slice slice) {
    return new ByteArrayInputStream(slice.array(), slice.from(), slice.length());
  }

  private static String action(BulkItem item) {
    return "{\"create\":{\"_index\":\""
        + quoted(item.index())
        + "\",\"_id\":\""
        + quoted(item.id())
        + "\"}}\n";
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
