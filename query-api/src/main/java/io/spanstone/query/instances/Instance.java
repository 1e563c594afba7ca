package io.spanstone.query.instances;

import java.time.Duration;
import java.time.Instant;

/**
 * One process of a service.
 *
 * @param service its {@code service.name}, behind its namespace and a slash if it has one
 * @param id {@code service.instance.id}; empty if it has none
 * @param lastHeard the time of the newest that it sent, by its own clock; some seconds later if
 *     that was stored together with others'
 * @param facts what its resource says; {@link InstanceFacts#NONE} of one that sends no metrics
 */
public record Instance(String service, String id, Instant lastHeard, InstanceFacts facts) {

  /** Whether it was heard of in time, as seen at {@code now}. */
  public Liveness liveness(Instant now) {
    return Liveness.of(Duration.between(lastHeard, now), facts.heardEvery());
  }
}
