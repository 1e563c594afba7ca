package io.spanstone.collector.receiver;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that requests occupy between their first byte and their answer. Thread-safe. */
final class InFlight {
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  InFlight(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A share for a new request, which occupies nothing yet. */
  Share share() {
    return new Share();
  }

  long bytes() {
    return bytes.get();
  }

  long maxBytes() {
    return maxBytes;
  }

  /** What one request occupies. Grows with it, and ends with its answer. Thread-safe. */
  final class Share implements AutoCloseable {
    private final AtomicLong held = new AtomicLong();

    private Share() {}

    /**
     * To be called before the memory is used.
     *
     * @throws Refusal if all requests together would occupy too much
     */
    void add(long more) {
      if (bytes.addAndGet(more) > maxBytes) {
        bytes.addAndGet(-more);
        throw new Refusal(
            Refusal.Reason.BUSY,
            "too many requests at once; they may occupy " + maxBytes + " bytes");
      }
      held.addAndGet(more);
    }

    @Override
    public void close() {
      bytes.addAndGet(-held.getAndSet(0));
    }
  }
}
