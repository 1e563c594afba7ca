package io.spanstone.collector.journal;

import static io.spanstone.collector.journal.Handovers.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the format shows a segment byte by byte; this is that segment. */
class JournalFormatTest {
  private static final Path PAGE =
      Path.of(System.getProperty("spanstone.root"), "docs/format/journal.md");
  private static final Pattern HEX = Pattern.compile("(?m)^ *\\d+  ((?:[0-9a-f]{2} ?)+)");

  @Test
  void the_documented_bytes_are_those_that_are_written() throws IOException {
    UUID id = UUID.fromString("0f1e2d3c-4b5a-4678-8796-a5b4c3d2e1f0");
    PendingEntry entry = PendingEntry.of(EntryKind.REQUEST, payload("hello"), 3);
    ByteBuffer segment = ByteBuffer.allocate(SegmentHeader.BYTES + entry.bytes());

    new SegmentHeader(Signal.TRACES, id, 1_767_225_600_000L).write(segment);
    entry.header().write(id, segment.position(), segment);
    segment.put(entry.payload().array());

    assertThat(segment.array()).isEqualTo(documented());
  }

  private static byte[] documented() throws IOException {
    StringBuilder hex = new StringBuilder();
    Matcher lines = HEX.matcher(Files.readString(PAGE));
    while (lines.find()) {
      hex.append(lines.group(1).replace(" ", ""));
    }
    return HexFormat.of().parseHex(hex);
  }
}
