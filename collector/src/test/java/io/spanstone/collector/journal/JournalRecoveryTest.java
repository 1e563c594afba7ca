package io.spanstone.collector.journal;

import static io.spanstone.collector.journal.EntryKind.REQUEST;
import static io.spanstone.collector.journal.Handovers.entries;
import static io.spanstone.collector.journal.Handovers.payload;
import static io.spanstone.otlp.Signal.TRACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found again of segments that were cut, damaged, or left in the middle of things. */
class JournalRecoveryTest {
  private static final List<String> ENTRIES = List.of("first", "the second", "3", "", "the last");

  @TempDir(factory = FastDirectory.class)
  Path directory;

  private JournalSettings settings;
  private Path traces;
  private ClosedSegment written;
  private byte[] whole;

  /** Where each entry starts, and the end of the file. */
  private List<Integer> offsets;

  @BeforeEach
  void writeOneSegment() throws IOException {
    settings =
        JournalSettings.defaults(directory).withMinFreeDiskBytes(0).withMaxAge(Duration.ofHours(1));
    traces = directory.resolve("traces");
    written = write(ENTRIES);
    whole = Files.readAllBytes(written.file());
    offsets = new ArrayList<>();
    int offset = SegmentHeader.BYTES;
    for (String entry : ENTRIES) {
      offsets.add(offset);
      offset += EntryHeader.BYTES + entry.length();
    }
    offsets.add(offset);
    assertThat(offset).isEqualTo(whole.length);
  }

  @Test
  void an_untouched_segment_is_recovered_as_it_was() throws IOException {
    ClosedSegment recovered = only(recover());

    assertThat(recovered.id()).isEqualTo(written.id());
    assertThat(recovered.signal()).isEqualTo(TRACES);
    assertThat(recovered.createdAt()).isEqualTo(written.createdAt());
    assertThat(recovered.records()).isEqualTo(ENTRIES.size());
    assertThat(recovered.recovered()).isTrue();
    assertThat(entries(recovered)).isEqualTo(ENTRIES);
  }

  @Test
  void a_file_cut_at_any_byte_keeps_the_entries_before_the_cut() throws IOException {
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(written.file(), Arrays.copyOf(whole, cut));
      int end = cut;
      int intact = (int) offsets.stream().skip(1).filter(offset -> offset <= end).count();

      List<ClosedSegment> recovered = recover();

      if (intact == 0) {
        assertThat(recovered).as("cut at %d", cut).isEmpty();
        assertThat(written.file()).doesNotExist();
      } else {
        assertThat(entries(only(recovered))).isEqualTo(ENTRIES.subList(0, intact));
        assertThat(only(recovered).records()).isEqualTo(intact);
        assertThat(written.file()).hasSize(offsets.get(intact));
      }
      assertThat(directory.resolve("quarantine")).doesNotExist();
    }
  }

  @Test
  void zeros_after_any_cut_are_an_unfinished_write_too() throws IOException {
    for (int intact = 0; intact <= ENTRIES.size(); intact++) {
      byte[] zeroed = Arrays.copyOf(Arrays.copyOf(whole, offsets.get(intact)), whole.length + 99);
      Files.write(written.file(), zeroed);

      List<ClosedSegment> recovered = recover();

      assertThat(recovered.stream().flatMap(segment -> entries(segment).stream()))
          .isEqualTo(ENTRIES.subList(0, intact));
    }
    Files.write(written.file(), new byte[whole.length]);
    assertThat(recover()).isEmpty();
    assertThat(directory.resolve("quarantine")).doesNotExist();
  }

  @Test
  void any_flipped_bit_costs_at_most_its_own_entry_and_is_set_aside() throws IOException {
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamageIsContained(damaged, bit / 8);
    }
  }

  @Test
  void any_overwritten_byte_costs_at_most_its_own_entry_and_is_set_aside() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      for (byte value : new byte[] {0, 1, 0x7f, (byte) 0x80, (byte) 0xff}) {
        if (whole[at] != value) {
          byte[] damaged = whole.clone();
          damaged[at] = value;
          assertDamageIsContained(damaged, at);
        }
      }
    }
  }

  private void assertDamageIsContained(byte[] damaged, int at) throws IOException {
    Files.write(written.file(), damaged);
    List<String> expected = new ArrayList<>(ENTRIES);
    int hit = (int) offsets.stream().filter(offset -> offset <= at).count() - 1;
    if (hit >= 0) {
      expected.remove(hit);
    }

    List<ClosedSegment> recovered = recover();

    assertThat(entries(only(recovered))).as("damaged at %d", at).isEqualTo(expected);
    assertThat(only(recovered).records()).isEqualTo(expected.size());
    Path kept = directory.resolve("quarantine/traces-" + written.file().getFileName());
    assertThat(kept).hasBinaryContent(damaged);
    assertThat(kept.resolveSibling(kept.getFileName() + ".reason")).isNotEmptyFile();
    deleteRecursively(directory.resolve("quarantine"));
  }

  @Test
  void several_damaged_stretches_leave_the_rest_readable() throws IOException {
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 0, offsets.get(1) + 5, (byte) 0x55);
    Arrays.fill(damaged, offsets.get(3), offsets.get(3) + 3, (byte) 0x55);
    Files.write(written.file(), damaged);

    assertThat(entries(only(recover()))).containsExactly("3", "the last");
    assertThat(reasons())
        .contains("bytes 40 to " + offsets.get(2) + ": no entry starts here")
        .contains("bytes " + offsets.get(3) + " to " + offsets.get(4) + ": no entry starts here")
        .contains("the header is damaged");
  }

  @Test
  void a_segment_without_a_readable_entry_is_moved_to_quarantine() throws IOException {
    byte[] damaged = new byte[whole.length];
    Arrays.fill(damaged, (byte) 0x55);
    Files.write(written.file(), damaged);

    assertThat(recover()).isEmpty();
    assertThat(written.file()).doesNotExist();
    assertThat(directory.resolve("quarantine/traces-" + written.file().getFileName()))
        .hasBinaryContent(damaged);
  }

  @Test
  void releasing_a_damaged_segment_leaves_the_quarantined_file() throws IOException {
    byte[] damaged = whole.clone();
    damaged[offsets.get(1)] ^= 1;
    Files.write(written.file(), damaged);

    only(recover()).release();

    assertThat(written.file()).doesNotExist();
    assertThat(directory.resolve("quarantine/traces-" + written.file().getFileName()))
        .hasBinaryContent(damaged);
  }

  @Test
  void damage_that_comes_after_the_hand_over_is_told_and_set_aside() throws IOException {
    byte[] damaged = whole.clone();
    damaged[offsets.get(1)] ^= 1;
    Files.write(written.file(), damaged);

    List<String> read = new ArrayList<>();
    long lost = written.forEachEntry((kind, payload, records) -> read.add(payload.utf8()));

    assertThat(lost).isEqualTo(1);
    assertThat(read).doesNotContain("the second").hasSize(ENTRIES.size() - 1);
    assertThat(reasons()).contains("no entry starts here");
  }

  @Test
  void an_entry_that_a_client_made_up_inside_its_payload_is_never_taken_for_one()
      throws IOException {
    ByteBuffer forged = ByteBuffer.allocate(EntryHeader.BYTES + "forged".length());
    put(forged, SegmentHeader.BYTES, payload("forged"));
    ByteBuffer file = ByteBuffer.allocate(1_000);
    new SegmentHeader(TRACES, written.id(), written.createdAt().toEpochMilli()).write(file);
    put(file, file.position(), Slice.of(forged.array()));
    put(file, file.position(), payload("after"));
    byte[] damaged = Arrays.copyOf(file.array(), file.position());
    damaged[SegmentHeader.BYTES] ^= 1;
    Files.write(written.file(), damaged);

    assertThat(entries(only(recover()))).containsExactly("after");
  }

  @Test
  void a_manifest_without_its_segment_is_done_with_and_deleted() throws IOException {
    Files.writeString(written.manifestFile(), "a manifest");
    Files.delete(written.file());

    assertThat(recover()).isEmpty();
    assertThat(written.manifestFile()).doesNotExist();
  }

  @Test
  void a_segment_with_a_manifest_is_recovered_whatever_its_state() throws IOException {
    Files.writeString(written.manifestFile(), "a manifest");
    for (byte[] content : List.of(whole, new byte[0], new byte[] {1, 2, 3}, new byte[500])) {
      Files.write(written.file(), content);

      ClosedSegment recovered = only(recover());

      assertThat(recovered.id()).isEqualTo(written.id());
      assertThat(recovered.manifestFile()).hasContent("a manifest");
    }
  }

  @Test
  void what_is_recovered_counts_as_used() throws IOException {
    Files.writeString(written.manifestFile(), "a manifest");
    Handovers handovers = new Handovers();
    try (Journal journal = open(handovers)) {
      assertThat(journal.bytes()).isEqualTo(whole.length + "a manifest".length());
      only(handovers.segments()).release();
      assertThat(journal.bytes()).isZero();
    }
  }

  @Test
  void unfinished_temporary_files_are_deleted_and_strangers_left_alone() throws IOException {
    Files.writeString(traces.resolve("x.manifest.tmp"), "half");
    Files.writeString(traces.resolve("notes.txt"), "mine");

    assertThat(recover()).hasSize(1);
    assertThat(traces.resolve("x.manifest.tmp")).doesNotExist();
    assertThat(traces.resolve("notes.txt")).exists();
  }

  @Test
  void a_segment_of_a_newer_format_stops_the_opening_and_stays() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(whole.clone());
    header.putShort(8, (short) 2);
    header.putInt(36, EntryHeader.crc(header.array(), 0, 36));
    Files.write(written.file(), header.array());

    assertThatThrownBy(this::recover)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer program")
        .hasMessageContaining("version 2")
        .hasMessageContaining("start the version that wrote it");
    assertThat(written.file()).hasBinaryContent(header.array());
  }

  @Test
  void a_segment_in_another_signals_directory_is_set_aside() throws IOException {
    Path moved = directory.resolve("logs").resolve(written.file().getFileName());
    Files.move(written.file(), moved);

    assertThat(reasonsAfterRecovery()).contains("the header and the name differ");
  }

  @Test
  void segments_are_handed_over_oldest_first() throws IOException {
    written.release();
    for (long millis : new long[] {3_000, 1_000, 20_000, 2_000}) {
      try (Journal journal =
          Journal.open(
              settings,
              InstantSource.fixed(Instant.ofEpochMilli(millis)),
              new SimpleMeterRegistry(),
              new Handovers())) {
        for (Signal signal : Signal.values()) {
          journal.append(signal, REQUEST, payload("x"), 1).join();
        }
      }
    }

    assertThat(recover())
        .hasSize(12)
        .isSortedAccordingTo((a, b) -> a.createdAt().compareTo(b.createdAt()));
  }

  private ClosedSegment write(List<String> entries) throws IOException {
    Handovers handovers = new Handovers();
    try (Journal journal = open(handovers)) {
      for (String entry : entries) {
        journal.append(TRACES, REQUEST, payload(entry), 1).join();
      }
    }
    return only(handovers.segments());
  }

  private List<ClosedSegment> recover() throws IOException {
    Handovers handovers = new Handovers();
    open(handovers).close();
    return handovers.segments();
  }

  private Journal open(Handovers handovers) throws IOException {
    return Journal.open(settings, InstantSource.system(), new SimpleMeterRegistry(), handovers);
  }

  private void put(ByteBuffer file, long offset, Slice payload) {
    PendingEntry.of(REQUEST, payload, 1).header().write(written.id(), offset, file);
    file.put(payload.array());
  }

  private String reasonsAfterRecovery() throws IOException {
    recover();
    return reasons();
  }

  private String reasons() throws IOException {
    StringBuilder reasons = new StringBuilder();
    try (Stream<Path> files = Files.list(directory.resolve("quarantine"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".reason")).toList()) {
        reasons.append(Files.readString(file));
      }
    }
    return reasons.toString();
  }

  private static ClosedSegment only(List<ClosedSegment> segments) {
    assertThat(segments).hasSize(1);
    return segments.get(0);
  }

  private static void deleteRecursively(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(root);
  }
}
