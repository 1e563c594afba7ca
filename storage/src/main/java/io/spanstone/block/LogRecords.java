package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Log records: found by words, pattern, exception, severity, trace id, logger and attributes. */
final class LogRecords implements RecordKind {
  /** {@code SEVERITY_NUMBER_ERROR}; it and all above count as errors. */
  static final int SEVERITY_ERROR = 17;

  private static final int TIME = 1 << 3 | WireReader.FIXED64;
  private static final int SEVERITY_NUMBER = 2 << 3 | WireReader.VARINT;
  private static final int BODY = 5 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 6 << 3 | WireReader.LEN;
  private static final int TRACE_ID = 9 << 3 | WireReader.LEN;
  private static final int OBSERVED_TIME = 11 << 3 | WireReader.FIXED64;
  private static final int EVENT_NAME = 12 << 3 | WireReader.LEN;

  private final WireReader fields = new WireReader();
  private final AnyValueView body = new AnyValueView();
  private final LogRecordView view = new LogRecordView();
  private final LogPattern pattern = new LogPattern();
  private final ExceptionGroup exception = new ExceptionGroup();
  private final ScopeView scopeView = new ScopeView();
  private final @Nullable LogVisitor visitor;
  private @Nullable ScopeSource scope;
  private Slice logger = Slice.EMPTY;

  /**
   * @param visitor is told of each record that is indexed; null for nobody
   */
  LogRecords(@Nullable LogVisitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void split(ScopeSource scope, Slice message, List<PackedRecord> to) {
    long time = 0;
    long observedTime = 0;
    fields.reset(message.array(), message.from(), message.to());
    while (fields.next()) {
      switch (fields.tag()) {
        case TIME -> time = fields.value();
        case OBSERVED_TIME -> observedTime = fields.value();
        default -> {}
      }
    }
    long eventTime = UnixNano.ofUnsigned(time == 0 ? observedTime : time);
    to.add(new PackedRecord(scope, null, message, eventTime));
  }

  @Override
  public void index(PackedRecord record, BlockIndex index) {
    Slice message = record.message();
    int severity = 0;
    int bodies = 0;
    long shape = BodyWords.NO_SHAPE;
    Slice text = Slice.EMPTY;
    Slice eventName = Slice.EMPTY;
    boolean mayBeException = false;
    fields.reset(message.array(), message.from(), message.to());
    while (fields.next()) {
      switch (fields.tag()) {
        case SEVERITY_NUMBER -> severity = (int) fields.value();
        case BODY -> {
          text = body.read(fields.slice()).text();
          shape = index.body(text);
          bodies++;
        }
        case ATTRIBUTES -> {
          index.attribute(message.array(), fields.from(), fields.to());
          mayBeException |=
              ExceptionGroup.mayBeOfException(message.array(), fields.from(), fields.to());
        }
        case TRACE_ID -> traceId(fields.slice(), index);
        case EVENT_NAME -> eventName = fields.slice();
        default -> {}
      }
    }
    // a body in several pieces, which protobuf merges: nobody sends such, but one could
    LogPattern found =
        bodies > 1
            ? pattern.read(view.read(message))
            : index.shapePatterns().read(shape, text, pattern);
    if (found.id() == PatternId.NONE) {
      found = pattern.read(eventName);
    }
    if (found.id() != PatternId.NONE) {
      index.pattern(found.id());
    }
    boolean thrown =
        mayBeException && exception.read(view.read(message)).id() != ExceptionGroup.NONE;
    if (thrown) {
      index.exceptionGroup(exception.id());
    }
    index.number(BlockTerms.SEVERITY, severity);
    Slice name = logger(record.scope());
    if (!name.isEmpty()) {
      index.logger(name);
    }
    index.severity(severity);
    index.end(record, severity >= SEVERITY_ERROR);
    if (visitor != null) {
      Slice resource = record.scope().resource.message;
      visitor.visit(
          resource, message, record.timeUnixNano(), severity, found, thrown ? exception : null);
    }
  }

  @Override
  public List<Slice> messages(List<PackedRecord> records) {
    return records.stream().map(PackedRecord::message).toList();
  }

  /** The name of the scope, which loggers give theirs to. */
  private Slice logger(ScopeSource of) {
    if (of != scope) {
      scope = of;
      logger = scopeView.read(of.message).name();
    }
    return logger;
  }

  private static void traceId(Slice id, BlockIndex index) {
    if (!id.isEmpty()) {
      index.traceId(id);
    }
  }
}
