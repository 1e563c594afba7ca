package io.spanstone.standalone;

import java.util.function.BooleanSupplier;

/**
 * What a role's start gave.
 *
 * @param ready whether every listener accepts and storage can be written and searched
 * @param httpPort of the UI and the query API, or {@link #NO_PORT}; likewise the others
 */
record Running(BooleanSupplier ready, int httpPort, int otlpGrpcPort, int otlpHttpPort) {
  static final int NO_PORT = -1;
}
