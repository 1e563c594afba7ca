package io.spanstone.agent.otlp;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.marshal.Serializer;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes of a request, which upstream sends as it does what it encodes itself. */
final class EncodedRequest extends Marshaler implements MessageWriter {

  private final WireBuffer bytes;

  EncodedRequest(WireBuffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public MessageWriter toBinaryMessageWriter() {
    return this;
  }

  @Override
  public int getBinarySerializedSize() {
    return bytes.size();
  }

  @Override
  public int getContentLength() {
    return bytes.size();
  }

  /** May be called again when it is sent again. */
  @Override
  public void writeMessage(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }

  /** For JSON only, which none of the exporters with a {@link Transport} is set to send. */
  @Override
  protected void writeTo(Serializer serializer) {
    throw new UnsupportedOperationException("encoded as protobuf already");
  }
}
