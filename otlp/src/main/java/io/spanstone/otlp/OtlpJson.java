package io.spanstone.otlp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * OTLP/JSON to OTLP protobuf and back.
 *
 * <p>Source: OTLP specification, "JSON Protobuf Encoding", and where that says nothing the
 * ProtoJSON mapping. Names are in lowerCamelCase, others are ignored as unknown; trace and span ids
 * are in hexadecimal, other bytes in base64; enums are integers, never names; 64-bit integers are
 * strings in what is written, strings or numbers in what is read; {@code null} is as if absent.
 */
public final class OtlpJson {
  private OtlpJson() {}

  /**
   * Translates an OTLP/JSON request. Messages may nest as deep as {@link OtlpScan} allows. Lone
   * surrogates become U+FFFD. Of a name that occurs twice in an object the last value counts; lists
   * are joined and objects merged, as protobuf does with a field that repeats.
   *
   * @param json in UTF-8 (or UTF-16 or UTF-32, as JSON parsers detect it)
   * @param maxBytes how large the protobuf may become
   * @throws MalformedOtlpException if it is no OTLP/JSON, naming the JSON path, line and column
   * @throws OtlpTooLargeException if the protobuf would be larger than {@code maxBytes}
   */
  public static Slice toProtobuf(Signal signal, Slice json, int maxBytes) {
    return JsonToProtobuf.translate(OtlpSchema.request(signal), json, maxBytes);
  }

  /**
   * Writes an OTLP message as OTLP/JSON, in UTF-8: the fields that are present, in the order of the
   * .proto files. Invalid UTF-8 becomes U+FFFD. {@code out} is flushed, not closed.
   *
   * @throws MalformedOtlpException if it is no such message; part of the JSON may have been written
   * @throws IOException if {@code out} throws it
   */
  public static void toJson(Signal signal, Slice message, OutputStream out) throws IOException {
    new ProtobufToJson(out).translate(OtlpSchema.request(signal), message);
  }
}
