// Sends one trace with everything in it, by the exporter named on the command line, and prints what it
// sent as JSON in the shape of GET /api/v1/traces/{traceId}.
//   node send.js grpc|http/protobuf|http/json URL
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';

const [protocol, url] = process.argv.slice(2);
const exporters = {
  grpc: () => new GrpcExporter({ url, compression: 'gzip' }),
  'http/protobuf': () => new ProtobufExporter({ url, compression: 'gzip' }),
  'http/json': () => new JsonExporter({ url }),
};

const sent = new InMemorySpanExporter();
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({
    'service.name': `js-${protocol}`,
    'service.instance.id': 'js-1',
    'service.version': '2.0.1',
  }),
  spanProcessors: [
    new SimpleSpanProcessor(sent),
    new SimpleSpanProcessor(exporters[protocol]()),
  ],
});
const tracer = provider.getTracer('shop.js', '1.2.3');

const linked = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};
const root = tracer.startSpan(
  'POST /api/orders/{id}',
  {
    kind: SpanKind.SERVER,
    links: [{ context: linked, attributes: { 'link.reason': 'retry', 'link.count': 2 } }],
    attributes: {
      'http.request.method': 'POST',
      'http.response.status_code': 500,
      'shop.paid': true,
      'shop.total': 19.99,
      'shop.items': ['apple', 'pear', '苹果'],
      'shop.counts': [1, 2, 3],
      'shop.note': '',
      'shop.customer': '王小明 😀',
    },
  },
  ROOT_CONTEXT,
);
const inRoot = trace.setSpan(ROOT_CONTEXT, root);
const child = tracer.startSpan('SELECT shop.orders', { kind: SpanKind.CLIENT }, inRoot);
child.setAttribute('db.system.name', 'postgresql');
child.addEvent('connection acquired', { 'pool.wait_ms': 3 });
child.end();
const quiet = tracer.startSpan('validate', { kind: SpanKind.INTERNAL }, inRoot);
quiet.setStatus({ code: SpanStatusCode.OK });
quiet.end();
tracer.startSpan('orders publish', { kind: SpanKind.PRODUCER }, inRoot).end();
root.recordException(new TypeError('no such order'));
root.setStatus({ code: SpanStatusCode.ERROR, message: 'order 42 failed' });
root.end();

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'];
const statuses = ['unset', 'ok', 'error'];
const nanos = ([seconds, rest]) => (BigInt(seconds) * 1_000_000_000n + BigInt(rest)).toString();
const spans = sent.getFinishedSpans().map((span) => ({
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId ?? null,
  service: `js-${protocol}`,
  instance: 'js-1',
  name: span.name,
  kind: kinds[span.kind],
  startTimeUnixNano: nanos(span.startTime),
  endTimeUnixNano: nanos(span.endTime),
  status: statuses[span.status.code],
  statusMessage: span.status.message ?? '',
  attributes: span.attributes,
  resource: span.resource.attributes,
  events: span.events.map((event) => ({
    name: event.name,
    timeUnixNano: nanos(event.time),
    attributes: event.attributes ?? {},
  })),
  links: span.links.map((link) => ({
    traceId: link.context.traceId,
    spanId: link.context.spanId,
    attributes: link.attributes ?? {},
  })),
}));
const traceId = root.spanContext().traceId;
await provider.forceFlush();
await provider.shutdown();
console.log(JSON.stringify({ traceId, spans }));
