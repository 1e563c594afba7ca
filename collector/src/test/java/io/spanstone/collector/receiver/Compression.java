package io.spanstone.collector.receiver;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** How clients compress. */
enum Compression {
  GZIP("gzip"),
  ZSTD("zstd"),
  DEFLATE("deflate");

  final String encoding;

  Compression(String encoding) {
    this.encoding = encoding;
  }

  byte[] of(byte[] plain) throws IOException {
    if (this == ZSTD) {
      return Zstd.compress(plain);
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out =
        this == GZIP ? new GZIPOutputStream(compressed) : new DeflaterOutputStream(compressed)) {
      out.write(plain);
    }
    return compressed.toByteArray();
  }
}
