package io.spanstone.collector.receiver;

import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.RandomOtlp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** New receivers for every test, and the JDK's client, which is not ours, before them. */
abstract class HttpReceiverTest {
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  @TempDir Path directory;

  final RandomOtlp random = new RandomOtlp(42);
  ReceiverFixture receivers;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    receivers = ReceiverFixture.start(directory);
  }

  @AfterEach
  void close() throws IOException {
    receivers.close();
  }

  /** Goes on with other settings. */
  void restart(UnaryOperator<ReceiverSettings> settings) throws IOException {
    receivers.close();
    receivers = ReceiverFixture.start(directory, UnaryOperator.identity(), settings);
  }

  /**
   * Posts a body and returns the answer.
   *
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
      throws Exception {
    return send(posting(path, type, body, headers));
  }

  HttpRequest.Builder posting(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).header("content-type", type);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.POST(BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receivers.httpPort() + path));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> sendForText(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The counts of a signal when some records were journaled and some refused, and no more. */
  static SignalCounts journaled(long valid, long rejected) {
    return new SignalCounts(valid + rejected, rejected, valid, 0, 0, 0, 0, valid, 0);
  }
}
