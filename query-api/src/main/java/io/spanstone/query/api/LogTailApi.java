package io.spanstone.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.spanstone.query.json.LogJson;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.tail.LogTail;
import io.spanstone.query.tail.LogTails;
import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log records as they come in, as server-sent events. Thread-safe. */
public final class LogTailApi implements AutoCloseable {
  /** The answer's media type. */
  public static final String MEDIA_TYPE = "text/event-stream";

  private static final Logger logger = LoggerFactory.getLogger(LogTailApi.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final byte[] HEARTBEAT_COMMENT = ": still here\n\n".getBytes(UTF_8);
  private static final byte[] OPEN_COMMENT = "retry: 2000\n\n: open\n\n".getBytes(UTF_8);
  private static final JsonFactory JSON = new JsonFactory();

  private final LogTails tails;

  public LogTailApi(LogTails tails) {
    this.tails = tails;
  }

  /** {@code GET /api/v1/logs/tail}. Keeps the thread until the client goes. */
  public void follow(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    LogCondition condition = LogConditions.read(parameters);
    parameters.check();
    request.contentType(MEDIA_TYPE).header(Header.CACHE_CONTROL, "no-store");
    request.header("X-Accel-Buffering", "no");
    if (request.method().equals(HandlerType.HEAD)) {
      return;
    }
    try (LogTail tail = tails.open(condition)) {
      follow(tail, request.res().getOutputStream()); // not compressed, which would hold it back
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all tails. */
  @Override
  public void close() {
    tails.close();
  }

  private static void follow(LogTail tail, OutputStream out) throws InterruptedException {
    try {
      out.write(OPEN_COMMENT);
      out.flush();
      while (!tail.isClosed()) {
        List<LogEntry> logs = tail.next(HEARTBEAT);
        if (logs.isEmpty()) {
          out.write(HEARTBEAT_COMMENT);
        } else {
          write(logs, out);
        }
        long dropped = tail.takeDropped();
        if (dropped > 0) {
          out.write(("event: dropped\ndata: {\"count\":" + dropped + "}\n\n").getBytes(UTF_8));
        }
        out.flush();
      }
    } catch (IOException e) {
      logger.debug("The reader of a live tail went away", e);
    }
  }

  private static void write(List<LogEntry> logs, OutputStream out) throws IOException {
    LogJson records = new LogJson();
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    for (LogEntry log : logs) {
      event.reset();
      event.writeBytes(("event: log\nid: " + log.id().text() + "\ndata: ").getBytes(UTF_8));
      try (JsonGenerator json = JSON.createGenerator(event)) {
        records.write(json, log);
      }
      event.write('\n');
      event.write('\n');
      event.writeTo(out);
    }
  }
}
