package io.spanstone.standalone;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a role's start gave.
 *
 * @param unready why not every listener accepts, or storage cannot be written and searched; empty
 *     if all is well
 * @param httpPort of the UI and the query API, or {@link #NO_PORT}; likewise the others
 */
record Running(
    Supplier<Optional<String>> unready, int httpPort, int otlpGrpcPort, int otlpHttpPort) {
  static final int NO_PORT = -1;
}
