package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Signal;
import io.spanstone.otlp.WireWriter;

/**
 * An {@code Export…ServiceResponse}: empty if all was taken, else with the partial success. The
 * three signals' messages differ in names only. Source: OTLP specification, "Partial Success".
 */
final class ExportResponse {
  private static final int MAX_BYTES = 1024;
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int ERROR_MESSAGE = 2;

  private ExportResponse() {}

  static byte[] protobuf(Signal signal, Receipt receipt) {
    WireWriter writer = new WireWriter(MAX_BYTES);
    if (receipt.rejected() > 0) {
      int partial = writer.begin(PARTIAL_SUCCESS);
      writer.varint(REJECTED, receipt.rejected());
      writer.string(ERROR_MESSAGE, message(signal, receipt));
      writer.end(partial);
    }
    return writer.toByteArray();
  }

  static byte[] json(Signal signal, Receipt receipt) {
    if (receipt.rejected() == 0) {
      return "{}".getBytes(UTF_8);
    }
    String rejected =
        switch (signal) {
          case TRACES -> "rejectedSpans";
          case METRICS -> "rejectedDataPoints";
          case LOGS -> "rejectedLogRecords";
        };
    return "{\"partialSuccess\":{\"%s\":\"%d\",\"errorMessage\":\"%s\"}}"
        .formatted(rejected, receipt.rejected(), message(signal, receipt))
        .getBytes(UTF_8);
  }

  private static String message(Signal signal, Receipt receipt) {
    int all = receipt.accepted() + receipt.rejected();
    String what =
        switch (signal) {
          case TRACES -> "spans have no valid trace id and span id";
          case METRICS -> "data points are not valid";
          case LOGS -> "log records are not valid";
        };
    return receipt.rejected() + " of " + all + " " + what;
  }
}
