package io.spanstone.block;

/**
 * Which series this process has listed in the blocks of which hour, so that a block lists only what
 * no block before it has. A series is known by a hash of 64 bits: of a million series in an hour
 * one is taken for another with a probability of 1 in 37 million, and then not listed. Thread-safe.
 */
public final class SeriesListing {
  private final int capacity;
  private LongSet listed = new LongSet();
  private long overflows;

  /**
   * @param capacity how many series of an hour are remembered; with more, all are forgotten, and
   *     then listed once more
   */
  public SeriesListing(int capacity) {
    this.capacity = capacity;
  }

  /** Lists nothing. */
  static Draft ofNothing() {
    return new SeriesListing(0).new Draft(false);
  }

  /** What one segment is about to list. */
  public Draft draft() {
    return new Draft(true);
  }

  /** How many series of an hour are remembered. */
  public synchronized int size() {
    return listed.size();
  }

  /** How often all was forgotten for want of room. */
  public synchronized long overflows() {
    return overflows;
  }

  private synchronized boolean has(long hash) {
    return listed.contains(hash);
  }

  private synchronized void addAll(LongSet more) {
    if (listed.size() + more.size() > capacity) {
      listed = new LongSet();
      overflows++;
    }
    for (int i = 0; i < more.size(); i++) {
      listed.add(more.get(i));
    }
  }

  /** What the blocks of one segment list. Not thread-safe. */
  public final class Draft {
    private final LongSet added = new LongSet();

    private final boolean lists;

    private Draft(boolean lists) {
      this.lists = lists;
    }

    /** True if nobody has listed it yet; then whoever asks must. */
    boolean add(long hash) {
      return lists && !has(hash) && added.add(hash);
    }

    /** To be called when the blocks are there for good; until then nothing counts as listed. */
    public void keep() {
      addAll(added);
    }
  }
}
