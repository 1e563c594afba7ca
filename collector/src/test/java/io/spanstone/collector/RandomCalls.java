package io.spanstone.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spans of several services, versions and operations, whose durations follow a distribution. */
final class RandomCalls {
  private static final String[][] SERVICES = {
    {"", "cart"}, {"shop", "cart"}, {"shop", "pay"}, {"", "batch"}, {"bank", "pay"}
  };
  private static final String[] VERSIONS = {"", "1.0", "2.0-rc.1"};
  private static final String[] NAMES = {"GET /cart", "POST /users/17", "pay", "process orders"};

  /** How long spans take. */
  enum Durations {
    LOG_NORMAL {
      @Override
      double nanos(Random random) {
        return 20e6 * Math.exp(1.5 * random.nextGaussian());
      }
    },
    BIMODAL {
      @Override
      double nanos(Random random) {
        return random.nextInt(8) == 0
            ? 3e9 + 2e8 * random.nextGaussian()
            : 1e6 + 1e5 * random.nextGaussian();
      }
    },
    CONSTANT {
      @Override
      double nanos(Random random) {
        return 123_456_789;
      }
    },
    ANY {
      @Override
      double nanos(Random random) {
        return random.nextInt(20) == 0 ? 0 : 1e3 * Math.pow(3.6e9, random.nextDouble());
      }
    };

    abstract double nanos(Random random);
  }

  private final Random random;
  private final Durations durations;

  RandomCalls(Random random, Durations durations) {
    this.random = random;
    this.durations = durations;
  }

  /** So many spans that end in {@code [fromUnixNano, toUnixNano)}, many at the borders of cells. */
  TracesData spans(int count, long fromUnixNano, long toUnixNano) {
    Map<Resource, List<Span>> byResource = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long end = fromUnixNano + (long) (random.nextDouble() * (toUnixNano - fromUnixNano));
      if (random.nextInt(4) == 0) {
        end = Math.max(fromUnixNano, end / 10_000_000_000L * 10_000_000_000L - random.nextInt(2));
      }
      byResource.computeIfAbsent(resource(), unused -> new ArrayList<>()).add(span(end));
    }
    TracesData.Builder data = TracesData.newBuilder();
    byResource.forEach(
        (resource, spans) -> {
          ResourceSpans.Builder builder = data.addResourceSpansBuilder().setResource(resource);
          builder.addScopeSpansBuilder().addAllSpans(spans);
        });
    return data.build();
  }

  /** A client's is a call of a database, a producer's of a queue. */
  private Span span(long end) {
    return Span.newBuilder()
        .addAttributes(text("db.system.name", "h2"))
        .addAttributes(text("db.namespace", "db-" + random.nextInt(2)))
        .addAttributes(text("messaging.system", "kafka"))
        .addAttributes(text("messaging.destination.name", "topic"))
        .setTraceId(id(16))
        .setSpanId(id(8))
        .setName(NAMES[random.nextInt(NAMES.length)])
        .setKindValue(random.nextInt(6))
        .setStartTimeUnixNano(end - Math.max(0, (long) durations.nanos(random)))
        .setEndTimeUnixNano(end)
        .setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)))
        .build();
  }

  private Resource resource() {
    String[] service = SERVICES[random.nextInt(SERVICES.length)];
    return Resource.newBuilder()
        .addAttributes(text("service.namespace", service[0]))
        .addAttributes(text("service.name", service[1]))
        .addAttributes(text("service.version", VERSIONS[random.nextInt(VERSIONS.length)]))
        .addAttributes(text("service.instance.id", "i-" + random.nextInt(3)))
        .build();
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    id[0] |= 1;
    return ByteString.copyFrom(id);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
