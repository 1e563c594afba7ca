package io.spanstone.collector.receiver;

import java.time.Duration;
import java.util.List;

/**
 * How the receivers listen and what they take.
 *
 * @param bind the address to listen on, such as {@code 127.0.0.1}
 * @param grpcPort port of OTLP/gRPC, 0 for any free one
 * @param httpPort port of OTLP/HTTP, 0 for any free one
 * @param maxRequestBytes largest request, before and after inflation; at most 64 MiB
 * @param maxInFlightBytes what all requests being received and not yet answered may occupy
 * @param requestTimeout how long a request may take from its first byte to its answer
 * @param corsOrigins the origins whose pages may send telemetry; {@code *} for all, empty for none
 */
public record ReceiverSettings(
    String bind,
    int grpcPort,
    int httpPort,
    int maxRequestBytes,
    long maxInFlightBytes,
    Duration requestTimeout,
    List<String> corsOrigins) {

  private static final int MIB = 1 << 20;

  public ReceiverSettings {
    if (maxRequestBytes <= 0 || maxRequestBytes > 64 * MIB) {
      throw new IllegalArgumentException(
          "maxRequestBytes is not within 1 and 64 MiB: " + maxRequestBytes);
    }
    if (maxInFlightBytes < maxRequestBytes) {
      throw new IllegalArgumentException(
          "maxInFlightBytes is less than one request may have: " + maxInFlightBytes);
    }
    if (requestTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException("requestTimeout is not positive: " + requestTimeout);
    }
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** 16 MiB a request, 128 MiB in flight, 30 s, pages of any origin. */
  public static ReceiverSettings defaults(String bind, int grpcPort, int httpPort) {
    return new ReceiverSettings(
        bind, grpcPort, httpPort, 16 * MIB, 128L * MIB, Duration.ofSeconds(30), List.of("*"));
  }

  public ReceiverSettings withMaxRequestBytes(int maxRequestBytes) {
    return new ReceiverSettings(
        bind, grpcPort, httpPort, maxRequestBytes, maxInFlightBytes, requestTimeout, corsOrigins);
  }

  public ReceiverSettings withMaxInFlightBytes(long maxInFlightBytes) {
    return new ReceiverSettings(
        bind, grpcPort, httpPort, maxRequestBytes, maxInFlightBytes, requestTimeout, corsOrigins);
  }

  public ReceiverSettings withRequestTimeout(Duration requestTimeout) {
    return new ReceiverSettings(
        bind, grpcPort, httpPort, maxRequestBytes, maxInFlightBytes, requestTimeout, corsOrigins);
  }

  public ReceiverSettings withCorsOrigins(List<String> corsOrigins) {
    return new ReceiverSettings(
        bind, grpcPort, httpPort, maxRequestBytes, maxInFlightBytes, requestTimeout, corsOrigins);
  }
}
