package io.spanstone.otlp;

import static io.spanstone.otlp.Oracle.essence;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;

/** One record with what its envelope says of it, for comparison. */
record Envelope(
    Message resource,
    String resourceSchemaUrl,
    Message scope,
    String scopeSchemaUrl,
    Message record) {

  /** As the cursor and the views see them. */
  static List<Envelope> read(Signal signal, Slice message) throws InvalidProtocolBufferException {
    List<Envelope> envelopes = new ArrayList<>();
    RecordCursor records = new RecordCursor(message);
    while (records.next()) {
      Resource resource = Oracle.parse(Resource.parser(), records.resource().toByteArray());
      envelopes.add(
          new Envelope(
              essence(resource),
              records.resourceSchemaUrl().utf8(),
              essence(Rebuilt.scope(new ScopeView().read(records.scope()))),
              records.scopeSchemaUrl().utf8(),
              essence(Rebuilt.rebuilt(signal, records.record()))));
    }
    return envelopes;
  }

  /** As protobuf-java has read them. */
  static List<Envelope> of(Message data) {
    List<Envelope> envelopes = new ArrayList<>();
    for (Object each : list(data, 1)) {
      Message resource = (Message) each;
      for (Object scope : list(resource, 2)) {
        addRecords(resource, (Message) scope, envelopes);
      }
    }
    return envelopes;
  }

  private static void addRecords(Message resource, Message scope, List<Envelope> envelopes) {
    for (Object each : list(scope, 2)) {
      envelopes.add(
          new Envelope(
              essence((Message) field(resource, 1)),
              (String) field(resource, 3),
              essence((Message) field(scope, 1)),
              (String) field(scope, 3),
              essence((Message) each)));
    }
  }

  private static List<?> list(Message message, int number) {
    return (List<?>) field(message, number);
  }

  private static Object field(Message message, int number) {
    return message.getField(message.getDescriptorForType().findFieldByNumber(number));
  }
}
