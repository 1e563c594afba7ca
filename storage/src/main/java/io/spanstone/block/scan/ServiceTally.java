package io.spanstone.block.scan;

import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sums up the spans of each service that start in a time range. Not thread-safe. */
public final class ServiceTally {
  /** More services than this are not told apart; the answer is then not complete. */
  private static final int MAX_SERVICES = 10_000;

  private static final int MAX_INSTANCES = 10_000;
  private static final Slice INSTANCE_ID = Slice.ofUtf8("service.instance.id");

  /** What was counted of one service. */
  public static final class Counts {
    private final CallTally calls = new CallTally();
    private final Set<String> instances = new HashSet<>();
    private long lastSeenUnixNano;

    private void add(SpanView span) {
      if (span.kind() == SpanView.KIND_SERVER || span.kind() == SpanView.KIND_CONSUMER) {
        calls.add(UnixNano.ofUnsigned(span.durationNanos()), span.isError());
      }
      lastSeenUnixNano = Math.max(lastSeenUnixNano, UnixNano.ofUnsigned(span.endTimeUnixNano()));
    }

    /** Its SERVER and CONSUMER spans. */
    public CallTally calls() {
      return calls;
    }

    /** How many different instances; 1 if they have no ids. */
    public int instances() {
      return Math.max(1, instances.size());
    }

    /** When its last span ended. */
    public long lastSeenUnixNano() {
      return lastSeenUnixNano;
    }
  }

  private final SpanScan inRange;
  private final Map<Service, Counts> services = new HashMap<>();
  private boolean overflown;

  public ServiceTally(long startUnixNano, long endUnixNano) {
    inRange = new SpanScan(new SpanFilter(startUnixNano, endUnixNano));
  }

  /** Counts the spans of a block. */
  public void add(Slice tracesData) {
    int resource = -1;
    Counts counts = new Counts();
    inRange.reset(tracesData);
    while (inRange.next()) {
      if (inRange.cursor().resourceOrdinal() != resource) {
        resource = inRange.cursor().resourceOrdinal();
        counts = countsOf(inRange.cursor().resource());
      }
      counts.add(inRange.span());
    }
  }

  public Map<Service, Counts> services() {
    return Map.copyOf(services);
  }

  /** Whether there were more services than are told apart, so that some are missing. */
  public boolean isOverflown() {
    return overflown;
  }

  private Counts countsOf(Slice resource) {
    Service service = Service.ofResource(resource);
    Counts counts = services.get(service);
    if (counts == null) {
      counts = new Counts();
      if (services.size() < MAX_SERVICES) {
        services.put(service, counts);
      } else {
        overflown = true;
      }
    }
    KeyValues attributes = KeyValues.ofResource(resource);
    if (attributes.seek(INSTANCE_ID) && counts.instances.size() < MAX_INSTANCES) {
      counts.instances.add(attributes.value().text().utf8());
    }
    return counts;
  }
}
