package io.spanstone.storage;

import io.spanstone.block.Service;
import io.spanstone.block.UnixNano;
import io.spanstone.block.scan.CallTally;
import io.spanstone.block.scan.OperationTally;
import io.spanstone.block.scan.OperationTally.Operation;
import io.spanstone.block.scan.ServiceTally;
import io.spanstone.block.scan.SpanFilter;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Sums up services and operations by reading all spans of a time range, the newest first. */
final class ServiceReader {
  private static final int FIRST_PAGE = 16;

  private final Snapshot snapshot;
  private final Deadline deadline;
  private final long startUnixNano;
  private final long endUnixNano;
  private final double seconds;

  ServiceReader(Snapshot snapshot, Instant start, Instant end, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
    this.startUnixNano = UnixNano.of(start);
    this.endUnixNano = UnixNano.of(end);
    this.seconds = Duration.between(start, end).toMillis() / 1e3;
  }

  ServiceSummaries services() throws StorageException {
    ServiceTally tally = new ServiceTally(startUnixNano, endUnixNano);
    boolean complete = read(new BlockQuery(), tally::add);
    List<ServiceSummary> services = new ArrayList<>();
    tally.services().forEach((service, counts) -> services.add(summary(service, counts)));
    services.sort(
        Comparator.comparing(ServiceSummary::name).thenComparing(ServiceSummary::namespace));
    return new ServiceSummaries(services, complete && !tally.isOverflown());
  }

  OperationSummaries operations(String service) throws StorageException {
    SpanFilter ofService = new SpanFilter(startUnixNano, endUnixNano);
    ofService.service(service);
    OperationTally tally = new OperationTally(ofService);
    boolean complete = read(new BlockQuery().service(service), tally::add);
    List<OperationSummary> operations = new ArrayList<>();
    tally.operations().forEach((operation, calls) -> operations.add(summary(operation, calls)));
    operations.sort(
        Comparator.comparing(OperationSummary::name).thenComparing(OperationSummary::kind));
    return new OperationSummaries(operations, complete && !tally.isOverflown());
  }

  /** Reads the blocks until the deadline, but one at least. Returns whether it has read all. */
  private boolean read(BlockQuery query, Consumer<Slice> reader) throws StorageException {
    query.time(startUnixNano, endUnixNano);
    try (BlockCursor blocks = snapshot.blocks(query, FIRST_PAGE)) {
      while (blocks.next()) {
        reader.accept(blocks.payload());
        if (deadline.isOver()) {
          return blocks.isExhausted();
        }
      }
      return true;
    }
  }

  private ServiceSummary summary(Service service, ServiceTally.Counts counts) {
    CallTally calls = counts.calls();
    return new ServiceSummary(
        service.name(),
        service.namespace(),
        counts.instances(),
        calls.perSecond(seconds),
        calls.errorRate(),
        calls.quantileNanos(0.50),
        calls.quantileNanos(0.95),
        calls.quantileNanos(0.99),
        UnixNano.toInstant(counts.lastSeenUnixNano()));
  }

  private OperationSummary summary(Operation operation, CallTally calls) {
    return new OperationSummary(
        operation.name(),
        operation.kind(),
        calls.perSecond(seconds),
        calls.errorRate(),
        calls.quantileNanos(0.50),
        calls.quantileNanos(0.95),
        calls.quantileNanos(0.99));
  }
}
