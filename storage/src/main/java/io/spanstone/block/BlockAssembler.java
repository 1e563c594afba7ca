package io.spanstone.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.spanstone.block.Partitions.Chunk;
import io.spanstone.block.Sources.ResourceSource;
import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one block's document of its records. Not thread-safe. */
final class BlockAssembler implements AutoCloseable {
  private final Signal signal;
  private final RecordKind kind;
  private final ZstdCompressCtx zstd;
  private final EnvelopeWriter payload = new EnvelopeWriter(Integer.MAX_VALUE);
  private final BlockIndex index;
  private byte[] compressed = new byte[1 << 16];
  private byte[] base64 = new byte[1 << 17];

  BlockAssembler(
      Signal signal, RecordKind kind, int compressionLevel, @Nullable BlockOrigin origin) {
    this.signal = signal;
    this.kind = kind;
    this.index = new BlockIndex(style(signal), origin, directory(signal, origin));
    this.zstd = new ZstdCompressCtx().setLevel(compressionLevel).setChecksum(true);
  }

  BlockDocument assemble(Chunk chunk) {
    payload.reset();
    index.clear(chunk.shared() && signal != Signal.METRICS);
    bySource(chunk.records()).forEach((resource, scopes) -> scopes.forEach(this::addScope));
    byte[] json = document(payload.finish());
    return new BlockDocument(signal, chunk.period(), chunk.records().size(), Slice.of(json));
  }

  @Override
  public void close() {
    zstd.close();
  }

  private static TermStyle style(Signal signal) {
    return switch (signal) {
      case TRACES -> TermStyle.EXACT;
      case LOGS -> TermStyle.FOLDED;
      case METRICS -> TermStyle.LABELS;
    };
  }

  private static @Nullable MetricDirectory directory(Signal signal, @Nullable BlockOrigin origin) {
    if (signal != Signal.METRICS) {
      return null;
    }
    return new MetricDirectory(origin == null ? new SeriesListing(0).draft() : origin.listing());
  }

  private static Map<ResourceSource, Map<ScopeSource, List<PackedRecord>>> bySource(
      List<PackedRecord> records) {
    Map<ResourceSource, Map<ScopeSource, List<PackedRecord>>> bySource = new LinkedHashMap<>();
    ScopeSource lastScope = null;
    List<PackedRecord> last = List.of();
    for (PackedRecord record : records) {
      if (record.scope() != lastScope) {
        lastScope = record.scope();
        last =
            bySource
                .computeIfAbsent(lastScope.resource, resource -> new LinkedHashMap<>())
                .computeIfAbsent(lastScope, scope -> new ArrayList<>());
      }
      last.add(record);
    }
    return bySource;
  }

  private void addScope(ScopeSource scope, List<PackedRecord> records) {
    for (PackedRecord record : records) {
      kind.index(record, index);
    }
    ResourceSource resource = scope.resource;
    for (Slice message : kind.messages(records)) {
      payload.add(resource.message, resource.schemaUrl, scope.message, scope.schemaUrl, message);
    }
  }

  private byte[] document(Slice uncompressed) {
    try (BlockJson json = new BlockJson()) {
      index.writeTo(json);
      int length = encode(uncompressed); // may replace the array
      json.plain(BlockFields.PAYLOAD, base64, length);
      return json.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Compresses into {@link #base64}. Returns how many characters it has. */
  private int encode(Slice uncompressed) {
    int bound = (int) Zstd.compressBound(uncompressed.length());
    if (bound > compressed.length) {
      compressed = new byte[bound];
    }
    int length =
        zstd.compressByteArray(
            compressed,
            0,
            compressed.length,
            uncompressed.array(),
            uncompressed.from(),
            uncompressed.length());
    int base64Length = (length + 2) / 3 * 4;
    if (base64Length > base64.length) {
      base64 = new byte[base64Length];
    }
    return Base64.getEncoder().encode(Arrays.copyOf(compressed, length), base64);
  }
}
