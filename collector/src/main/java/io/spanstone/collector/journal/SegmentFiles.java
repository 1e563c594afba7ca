package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.UUID;

/** Makes the segments of one signal: new ones in its directory, and closed ones of those. */
record SegmentFiles(
    Signal signal,
    SyncedDirectory directory,
    InstantSource clock,
    Creator creator,
    Space space,
    Quarantine quarantine) {

  /** Creates a file that must not exist yet; tests put failing disks here. */
  @FunctionalInterface
  interface Creator {
    Creator PLAIN =
        file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    FileChannel create(Path file) throws IOException;
  }

  /** Creates the file of a new segment. Nothing of it is durable before the first commit. */
  OpenSegment create(ByteBuffer buffer) throws IOException {
    SegmentName name = new SegmentName(clock.millis(), UUID.randomUUID());
    SegmentHeader header = new SegmentHeader(signal, name.id(), name.createdAtMillis());
    Path file = name.segmentIn(directory.path());
    return new OpenSegment(header, directory, file, creator.create(file), buffer);
  }

  /** The segment of this run, which ends after so many bytes. */
  ClosedSegment closed(OpenSegment segment) {
    long length = segment.length();
    return new ClosedSegment(
        segment.header(),
        directory.path(),
        length,
        segment.records(),
        false,
        length,
        space,
        quarantine);
  }

  /** A segment that an earlier run left, which occupies so many bytes. */
  ClosedSegment recovered(SegmentHeader header, long end, long records, long occupiedBytes) {
    return new ClosedSegment(
        header, directory.path(), end, records, true, occupiedBytes, space, quarantine);
  }
}
