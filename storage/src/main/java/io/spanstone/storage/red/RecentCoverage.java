package io.spanstone.storage.red;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What collectors told of their roll-ups within the last seconds: that holds for ever, there is
 * just more of it by now, which is read as it was received until then. Thread-safe.
 */
public final class RecentCoverage implements RollupCoverage.Source {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Told(long nanoTime, List<RollupCoverage> coverage) {}

  private final RollupCoverage.Source source;
  private final AtomicReference<@Nullable Told> told = new AtomicReference<>();

  public RecentCoverage(RollupCoverage.Source source) {
    this.source = source;
  }

  @Override
  public List<RollupCoverage> read() throws IOException {
    Told before = told.get();
    long now = System.nanoTime();
    if (before != null && now - before.nanoTime < MAX_AGE_NANOS) {
      return before.coverage;
    }
    Told fresh = new Told(now, source.read());
    told.set(fresh);
    return fresh.coverage;
  }
}
