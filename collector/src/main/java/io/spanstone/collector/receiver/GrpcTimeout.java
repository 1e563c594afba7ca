package io.spanstone.collector.receiver;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code grpc-timeout} header. Source: gRPC, "gRPC over HTTP2". */
final class GrpcTimeout {
  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");

  private GrpcTimeout() {}

  /** The shorter of the header's timeout, if it has one, and {@code longest}; at least 1 ms. */
  static Duration of(@Nullable String header, Duration longest) {
    Matcher matcher = FORM.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return longest;
    }
    ChronoUnit unit =
        switch (matcher.group(2).charAt(0)) {
          case 'H' -> ChronoUnit.HOURS;
          case 'M' -> ChronoUnit.MINUTES;
          case 'S' -> ChronoUnit.SECONDS;
          case 'm' -> ChronoUnit.MILLIS;
          case 'u' -> ChronoUnit.MICROS;
          default -> ChronoUnit.NANOS;
        };
    Duration asked = Duration.of(Long.parseLong(matcher.group(1)), unit);
    Duration least = Duration.ofMillis(1);
    Duration atLeast = asked.compareTo(least) < 0 ? least : asked;
    return atLeast.compareTo(longest) < 0 ? atLeast : longest;
  }
}
