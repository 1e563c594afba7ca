package io.spanstone.query.alert.lease;

import io.spanstone.storage.document.DocumentVersion;
import org.jspecify.annotations.Nullable;

/** What this process knows of a lease that it wants. */
final class HeldLease implements Lease {
  private final Leases leases;
  private final String name;
  private final boolean shared;
  private volatile boolean closed;
  private volatile boolean owner;
  private volatile long untilNanos;
  private volatile long epoch;
  private @Nullable DocumentVersion version;

  /**
   * @param shared whether it is to be left to others if it is their turn
   */
  HeldLease(Leases leases, String name, boolean shared) {
    this.leases = leases;
    this.name = name;
    this.shared = shared;
  }

  @Override
  public boolean held() {
    return owner && System.nanoTime() - untilNanos < 0;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public void close() {
    closed = true;
    leases.leave(this);
  }

  String name() {
    return name;
  }

  boolean shared() {
    return shared;
  }

  boolean closed() {
    return closed;
  }

  boolean owner() {
    return owner;
  }

  @Nullable DocumentVersion version() {
    return version;
  }

  void gained(DocumentVersion of, long newEpoch, long heldUntilNanos) {
    version = of;
    epoch = newEpoch;
    untilNanos = heldUntilNanos;
    owner = true;
  }

  void lost() {
    owner = false;
    version = null;
  }
}
