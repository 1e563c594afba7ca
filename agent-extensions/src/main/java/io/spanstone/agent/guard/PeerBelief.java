package io.spanstone.agent.guard;

import org.jspecify.annotations.Nullable;

/**
 * Whose calls a breaker guards, by what its calls were seen to reach. A service that told its name
 * counts for more than an address; once there is a belief, it takes several calls in a row to
 * change it. Thread-safe.
 */
final class PeerBelief {

  private static final int SIGHTINGS_TO_CHANGE = 3;

  private volatile @Nullable String peer;
  private boolean byName;
  private @Nullable String rival;
  private int rivalSightings;

  /** Null as long as no call was seen. */
  @Nullable String peer() {
    return peer;
  }

  /**
   * A guarded call reached this peer.
   *
   * @param named whether the peer itself told this name; else it is an address
   * @return whether the belief changed
   */
  synchronized boolean see(String seen, boolean named) {
    if (seen.equals(peer)) {
      byName |= named;
      rival = null;
      return false;
    }
    if (peer == null || (named && !byName)) {
      return believe(seen, named);
    }
    if (byName && !named) {
      return false;
    }
    rivalSightings = seen.equals(rival) ? rivalSightings + 1 : 1;
    rival = seen;
    return rivalSightings >= SIGHTINGS_TO_CHANGE && believe(seen, named);
  }

  private boolean believe(String seen, boolean named) {
    peer = seen;
    byName = named;
    rival = null;
    return true;
  }
}
