package io.spanstone.query.instances;

import io.spanstone.block.Service;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of an instance so far. Not thread-safe. */
final class Sighting {
  final InstanceKey key;

  /** By spans and logs, which know where a namespace ends; else by the first slash. */
  Service service;

  @Nullable Instant lastHeard;
  InstanceFacts facts = InstanceFacts.NONE;
  boolean stopped;
  @Nullable Registration registration;

  Sighting(InstanceKey key) {
    this.key = key;
    int slash = key.service().indexOf('/');
    this.service =
        slash <= 0
            ? new Service("", key.service())
            : new Service(key.service().substring(0, slash), key.service().substring(slash + 1));
  }

  void heard(Instant time, InstanceFacts newFacts) {
    lastHeard = lastHeard == null || time.isAfter(lastHeard) ? time : lastHeard;
    facts = facts.equals(InstanceFacts.NONE) ? newFacts : facts;
  }

  Instance instance() {
    return new Instance(key.service(), key.id(), lastHeard, facts, stopped, registration);
  }
}
