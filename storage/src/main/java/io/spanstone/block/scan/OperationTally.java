package io.spanstone.block.scan;

import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Slice;
import java.util.HashMap;
import java.util.Map;

/** Sums up the operations of one service. Not thread-safe. */
public final class OperationTally {
  /** More operations than this are not told apart; the answer is then not complete. */
  private static final int MAX_OPERATIONS = 10_000;

  /** The spans of one name and kind. */
  public record Operation(String name, int kind) {}

  private record Key(Slice name, int kind) {}

  private final SpanScan ofService;
  private final Map<Key, CallTally> operations = new HashMap<>();
  private boolean overflown;

  /** Counts the spans that match {@code filter}. */
  public OperationTally(SpanFilter filter) {
    ofService = new SpanScan(filter);
  }

  /** Counts the spans of a block. */
  public void add(Slice tracesData) {
    ofService.reset(tracesData);
    while (ofService.next()) {
      Slice name = ofService.span().name();
      CallTally tally = tallyOf(name, ofService.span().kind());
      long duration = UnixNano.ofUnsigned(ofService.span().durationNanos());
      tally.add(duration, ofService.span().isError());
    }
  }

  public Map<Operation, CallTally> operations() {
    Map<Operation, CallTally> named = new HashMap<>();
    operations.forEach(
        (key, tally) -> named.put(new Operation(key.name().utf8(), key.kind()), tally));
    return named;
  }

  /** Whether there were more operations than are told apart, so that some are missing. */
  public boolean isOverflown() {
    return overflown;
  }

  private CallTally tallyOf(Slice name, int kind) {
    CallTally tally = operations.get(new Key(name, kind));
    if (tally == null) {
      tally = new CallTally();
      if (operations.size() < MAX_OPERATIONS) {
        operations.put(new Key(Slice.of(name.toByteArray()), kind), tally);
      } else {
        overflown = true;
      }
    }
    return tally;
  }
}
