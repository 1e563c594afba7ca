package io.spanstone.query.alert.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.Labels;
import io.spanstone.metric.StaleMarker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what rules record to a collector, as OTLP in JSON, in the order in which it was recorded.
 * What the collector does not take at once is sent again for a minute; meanwhile some hundred
 * rounds may wait, what is more is dropped and counted. Thread-safe.
 */
public final class CollectorSink implements SampleSink, AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(CollectorSink.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_WAITING = 200;
  private static final int MAX_SAMPLES = 5_000;
  private static final int NO_RECORDED_VALUE = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long RETRY_SECONDS = 2;

  private final URI uri;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<List<Sample>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Counter sent;
  private final Counter dropped;
  private final Thread thread = new Thread(this::run, "alerts-samples");
  private final CountDownLatch stopping = new CountDownLatch(1);

  private CollectorSink(URI collector, MeterRegistry registry) {
    String base = collector.toString();
    this.uri = URI.create((base.endsWith("/") ? base : base + "/") + "v1/metrics");
    this.sent =
        Counter.builder("spanstone.alerts.samples.sent")
            .description("Samples of recording rules and ALERTS that a collector has taken")
            .register(registry);
    this.dropped =
        Counter.builder("spanstone.alerts.samples.dropped")
            .description("Samples of recording rules and ALERTS that no collector took in time")
            .register(registry);
  }

  /**
   * Begins to send.
   *
   * @param collector of OTLP/HTTP, such as {@code http://127.0.0.1:4318}
   */
  public static CollectorSink start(URI collector, MeterRegistry registry) {
    CollectorSink sink = new CollectorSink(collector, registry);
    sink.thread.setDaemon(true);
    sink.thread.start();
    return sink;
  }

  @Override
  public void accept(List<Sample> samples) {
    for (int from = 0; from < samples.size(); from += MAX_SAMPLES) {
      List<Sample> part =
          List.copyOf(samples.subList(from, Math.min(samples.size(), from + MAX_SAMPLES)));
      if (!waiting.offer(part)) {
        dropped.increment(part.size());
      }
    }
  }

  /** Drops what waits. Idempotent. */
  @Override
  public void close() {
    stopping.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        List<Sample> samples = waiting.take();
        (send(samples) ? sent : dropped).increment(samples.size());
      }
    } catch (InterruptedException e) {
      logger.debug("no samples are sent any more", e);
    }
  }

  private boolean send(List<Sample> samples) throws InterruptedException {
    byte[] body = json(samples);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    String last = "";
    do {
      try {
        int status = post(body);
        if (status == 200) {
          return true;
        }
        last = "it answers " + status;
        if (status != 429 && status < 500) {
          break;
        }
      } catch (IOException e) {
        last = e.toString();
      }
    } while (!stopping.await(RETRY_SECONDS, TimeUnit.SECONDS) && System.nanoTime() - deadline < 0);
    logger.warn(
        "{} samples of rules are lost, the collector {} does not take them: {}",
        samples.size(),
        uri,
        last);
    return false;
  }

  private int post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Under the scope that keeps names and labels as they are in Prometheus. */
  static byte[] json(List<Sample> samples) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceMetrics");
      json.writeStartObject();
      json.writeArrayFieldStart("scopeMetrics");
      json.writeStartObject();
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", SourceLabels.REMOTE_WRITE_SCOPE);
      json.writeEndObject();
      json.writeArrayFieldStart("metrics");
      for (Sample sample : samples) {
        write(json, sample);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Sample sample) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", sample.labels().metricName());
    json.writeObjectFieldStart("gauge");
    json.writeArrayFieldStart("dataPoints");
    json.writeStartObject();
    json.writeStringField("timeUnixNano", sample.timeMillis() + "000000");
    if (StaleMarker.is(sample.value())) {
      json.writeNumberField("flags", NO_RECORDED_VALUE);
    } else if (Double.isFinite(sample.value())) {
      json.writeNumberField("asDouble", sample.value());
    } else {
      json.writeStringField("asDouble", text(sample.value()));
    }
    json.writeArrayFieldStart("attributes");
    Labels labels = sample.labels();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(Labels.METRIC_NAME)) {
        json.writeStartObject();
        json.writeStringField("key", labels.name(i));
        json.writeObjectFieldStart("value");
        json.writeStringField("stringValue", labels.value(i));
        json.writeEndObject();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** As protobuf's JSON has it. */
  private static String text(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }
}
