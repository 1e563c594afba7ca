package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.WireWriter;

/**
 * An {@code Export…ServiceResponse}: empty if all was taken, else with the partial success. The
 * three signals' messages differ in names only. Source: OTLP specification, "Partial Success".
 */
final class ExportResponse {
  private static final int MAX_BYTES = 64 << 10;
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int ERROR_MESSAGE = 2;

  private ExportResponse() {}

  static byte[] protobuf(Signal signal, Receipt receipt) {
    WireWriter writer = new WireWriter(MAX_BYTES);
    if (receipt.rejected() > 0) {
      int partial = writer.begin(PARTIAL_SUCCESS);
      writer.varint(REJECTED, receipt.rejected());
      writer.string(ERROR_MESSAGE, message(receipt));
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
        .formatted(
            rejected,
            receipt.rejected(),
            new String(JsonStringEncoder.getInstance().quoteAsString(message(receipt))))
        .getBytes(UTF_8);
  }

  private static String message(Receipt receipt) {
    int all = receipt.accepted() + receipt.rejected();
    return receipt.rejected() + " of " + all + " " + receipt.problem();
  }
}
