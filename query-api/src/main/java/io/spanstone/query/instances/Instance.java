package io.spanstone.query.instances;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process of a service.
 *
 * @param service its {@code service.name}, behind its namespace and a slash if it has one
 * @param id {@code service.instance.id}; empty if it has none; of one that only a registry knows,
 *     what that calls it
 * @param lastHeard the time of the newest that it sent, by its own clock; some seconds later if it
 *     has not our agent and that was stored together with others'; null if nothing was heard
 * @param facts what its resource says; {@link InstanceFacts#NONE} of one that sends no metrics
 * @param stopped whether it told that it stops
 * @param registration what is known of it at a registry; null if nothing
 */
public record Instance(
    String service,
    String id,
    @Nullable Instant lastHeard,
    InstanceFacts facts,
    boolean stopped,
    @Nullable Registration registration) {

  /** Whether it lives, as seen at {@code now}. */
  public Liveness liveness(Instant now) {
    if (lastHeard == null) {
      return Liveness.SILENT;
    }
    Liveness heard = Liveness.of(Duration.between(lastHeard, now), facts.heardEvery());
    if (stopped
        || (heard != Liveness.UP && registration != null && registration.isDeregistered())) {
      return Liveness.STOPPED;
    }
    return heard != Liveness.UP && registryHearsIt(lastHeard) ? Liveness.SILENT : heard;
  }

  /** Whether the registry heard it when we should have, but did not. */
  private boolean registryHearsIt(Instant heard) {
    return registration != null
        && registration.lastHeartbeat() != null
        && registration
            .lastHeartbeat()
            .isAfter(heard.plus(facts.heardEvery().multipliedBy(Liveness.UP_INTERVALS)));
  }
}
