package io.spanstone.otlp;

import java.io.IOException;
import java.io.OutputStream;

/** OTLP/JSON to OTLP protobuf and back. */
public final class OtlpJson {
  private OtlpJson() {}

  /**
   * Translates an OTLP/JSON request.
   *
   * @param maxBytes how large the protobuf may become
   * @throws MalformedOtlpException if it is no OTLP/JSON, naming the JSON path, line and column
   * @throws OtlpTooLargeException if the protobuf would be larger than {@code maxBytes}
   */
  public static Slice toProtobuf(Signal signal, Slice json, int maxBytes) {
    if (json.isEmpty()) {
      throw new MalformedOtlpException("empty");
    }
    throw new UnsupportedOperationException(signal + " " + json + " " + maxBytes);
  }

  /**
   * Writes an OTLP message as OTLP/JSON, in UTF-8.
   *
   * @throws MalformedOtlpException if it is no such message
   */
  public static void toJson(Signal signal, Slice message, OutputStream out) throws IOException {
    out.flush();
    if (message.isEmpty()) {
      return;
    }
    throw new UnsupportedOperationException(signal + " " + message + " " + out);
  }
}
