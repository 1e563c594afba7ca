package io.spanstone.collector.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the journal occupies, and what it may. Thread-safe. */
final class Space {
  private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Only when this part of the quota is free again, it is not full any more. */
  private static final long ROOM_SHARE = 100;

  private final long quotaBytes;
  private final long minFreeDiskBytes;
  private final FileStore disk;
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong refreshedAtNanos;
  private volatile long diskFreeBytes;
  private volatile boolean full;

  Space(Path directory, long quotaBytes, long minFreeDiskBytes) throws IOException {
    this.quotaBytes = quotaBytes;
    this.minFreeDiskBytes = minFreeDiskBytes;
    this.disk = Files.getFileStore(directory);
    this.diskFreeBytes = disk.getUsableSpace();
    this.refreshedAtNanos = new AtomicLong(System.nanoTime());
  }

  /** Counts bytes that are about to be written, or refuses them. */
  void reserve(long bytes) throws IOException {
    if (diskIsLow(bytes)) {
      throw new JournalFullException(lowDisk());
    }
    long used = usedBytes.addAndGet(bytes);
    if (used > quotaBytes) {
      usedBytes.addAndGet(-bytes);
      full = true;
      throw new JournalFullException(usedQuota());
    }
  }

  /**
   * Why entries are refused; null if they are not. Once one is for the quota, that stays so until
   * there is some room again: it comes and goes by the entry while the journal is full.
   */
  @Nullable String refusal() throws IOException {
    if (diskIsLow(0)) {
      return lowDisk();
    }
    long used = usedBytes();
    if (used >= quotaBytes) {
      full = true;
    } else if (used <= quotaBytes - quotaBytes / ROOM_SHARE) {
      full = false;
    }
    return full ? usedQuota() : null;
  }

  private boolean diskIsLow(long bytes) throws IOException {
    return minFreeDiskBytes > 0 && diskFreeBytes() - bytes < minFreeDiskBytes;
  }

  private String lowDisk() {
    return "the journal's disk has less than %d bytes free, which are kept free; make room on it"
        .formatted(minFreeDiskBytes);
  }

  private String usedQuota() {
    return "the journal's quota of %d bytes is used; it empties while Elasticsearch takes data"
        .formatted(quotaBytes);
  }

  /** Counts bytes that are there whether the quota allows them or not. */
  void add(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  void free(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  long usedBytes() {
    return usedBytes.get();
  }

  long quotaBytes() {
    return quotaBytes;
  }

  /** At most 100 ms old. */
  long diskFreeBytes() throws IOException {
    long now = System.nanoTime();
    long refreshedAt = refreshedAtNanos.get();
    if (now - refreshedAt > REFRESH_NANOS && refreshedAtNanos.compareAndSet(refreshedAt, now)) {
      diskFreeBytes = disk.getUsableSpace();
    }
    return diskFreeBytes;
  }
}
