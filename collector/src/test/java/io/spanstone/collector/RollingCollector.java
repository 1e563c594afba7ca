package io.spanstone.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.collector.rollup.Rollups;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The part of a collector that rolls up, which may be stopped in the middle and started again. */
final class RollingCollector {
  private final String name;
  private final Path directory;
  private final FailingStorage storage;
  private final InstantSource clock;
  private final Random random;
  private Rollups rollups;
  private int failures;

  RollingCollector(
      String name, Path data, RollupStorage storage, InstantSource clock, Random random)
      throws IOException {
    this.name = name;
    this.directory = data.resolve(name);
    this.storage = new FailingStorage(storage);
    this.clock = clock;
    this.random = random;
    this.rollups = start();
  }

  String name() {
    return name;
  }

  Rollups rollups() {
    return rollups;
  }

  /** How often it was stopped. */
  int failures() {
    return failures;
  }

  private Rollups start() throws IOException {
    return Rollups.open(directory, name, storage, time -> true, clock, new SimpleMeterRegistry());
  }

  /** Rolls up all that there is. */
  void rollUp() throws IOException {
    rollups.closeWindow();
    boolean more = true;
    while (more) {
      more = rollups.rollUp();
    }
  }

  /** The same, but something fails at some point. */
  void rollUpAndFail() throws IOException {
    rollups.closeWindow();
    List<FailingStorage.Moment> moments = List.of(FailingStorage.Moment.values());
    storage.failAfter(random.nextInt(12), moments.get(random.nextInt(moments.size())));
    boolean more = true;
    while (more) {
      try {
        more = rollups.rollUp();
      } catch (StorageException e) {
        failures++;
        storage.recover();
        if (random.nextInt(4) > 0) {
          rollups = start();
        }
        if (random.nextInt(4) == 0) {
          return; // the rest with the next window
        }
      }
    }
  }
}
