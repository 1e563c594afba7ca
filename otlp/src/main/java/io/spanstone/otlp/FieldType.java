package io.spanstone.otlp;

/** The types of protobuf fields that OTLP uses. */
enum FieldType {
  STRING(WireReader.LEN),
  BYTES(WireReader.LEN),
  /** Bytes that are a trace or span id, which JSON shows in hexadecimal. */
  ID(WireReader.LEN),
  MESSAGE(WireReader.LEN),
  BOOL(WireReader.VARINT),
  ENUM(WireReader.VARINT),
  INT32(WireReader.VARINT),
  UINT32(WireReader.VARINT),
  SINT32(WireReader.VARINT),
  INT64(WireReader.VARINT),
  UINT64(WireReader.VARINT),
  FIXED32(WireReader.FIXED32),
  FIXED64(WireReader.FIXED64),
  SFIXED64(WireReader.FIXED64),
  DOUBLE(WireReader.FIXED64);

  private final int wireType;

  FieldType(int wireType) {
    this.wireType = wireType;
  }

  /** The wire type of one value. */
  int wireType() {
    return wireType;
  }
}
