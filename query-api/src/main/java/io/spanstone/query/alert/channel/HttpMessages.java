package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * POSTs messages. Redirects are not followed: what is to be told here must not be told elsewhere.
 * Of an answer the first 64 KiB are read. Thread-safe.
 */
final class HttpMessages {
  private static final int MOST_ANSWER_BYTES = 64 * 1024;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .proxy(ProxySelector.getDefault())
          .build();

  /** A 2xx answer. */
  record Answer(int status, String body, @Nullable Duration retryAfter) {}

  /**
   * Sends a message.
   *
   * @param onSuccess what a 2xx answer means
   */
  Outcome post(
      URI url,
      Map<String, String> headers,
      byte[] body,
      Duration timeout,
      Function<Answer, Outcome> onSuccess)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("User-Agent", "Spanstone")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request.build(), info -> new CappedBody(MOST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return outcome(response, onSuccess);
    } catch (TimeoutException e) {
      return Outcome.unavailable(late(url, timeout));
    } catch (ExecutionException e) {
      return Outcome.unavailable(reason(url, timeout, e.getCause()));
    } finally {
      call.cancel(true);
    }
  }

  private static Outcome outcome(
      HttpResponse<byte[]> response, Function<Answer, Outcome> onSuccess) {
    int status = response.statusCode();
    String body = new String(response.body(), UTF_8);
    Duration retryAfter = retryAfter(response.headers());
    if (status >= 200 && status < 300) {
      return onSuccess.apply(new Answer(status, body, retryAfter));
    }
    if (status >= 300 && status < 400) {
      return Outcome.refused(status, "it redirects, and redirects are not followed");
    }
    boolean takesNothing = status >= 500 || status == 429 || status == 408 || status == 425;
    return new Outcome(
        takesNothing ? Outcome.Kind.UNAVAILABLE : Outcome.Kind.REFUSED, status, body, retryAfter);
  }

  /** Says no more of the address than its host: the rest may be secret. */
  private static String reason(URI url, Duration timeout, @Nullable Throwable failure) {
    String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "there is no host " + url.getHost();
      }
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return host + " takes no connection within 5s";
    }
    if (failure instanceof HttpTimeoutException) {
      return late(url, timeout);
    }
    if (failure instanceof ConnectException) {
      return host + " takes no connection";
    }
    if (failure instanceof IOException) {
      return "the connection to %s failed: %s".formatted(host, failure.getMessage());
    }
    return "the message to %s could not be sent: %s".formatted(host, failure);
  }

  private static String late(URI url, Duration timeout) {
    return "%s did not answer within %d ms".formatted(url.getHost(), timeout.toMillis());
  }

  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("").trim();
    Duration asked;
    if (text.matches("[0-9]{1,9}")) {
      asked = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        asked = Duration.between(Instant.now(), date);
      } catch (DateTimeException noDate) {
        return null;
      }
    }
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
  }
}
