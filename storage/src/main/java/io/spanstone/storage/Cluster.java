package io.spanstone.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.StorageSettings.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;

/** Sends requests to Elasticsearch and waits for their answers. Thread-safe. */
final class Cluster implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_REASON_CHARACTERS = 500;

  private final RestClient client;
  private final Duration requestTimeout;

  Cluster(StorageSettings settings) {
    this.client = client(settings);
    this.requestTimeout = settings.timeouts().request();
  }

  /** Sends a request without a body and returns the body of the 2xx answer. */
  byte[] send(String method, String path) throws StorageException {
    return send(method, path, requestTimeout);
  }

  /** Sends a request with a JSON body and returns the body of the 2xx answer. */
  byte[] send(String method, String path, String json) throws StorageException {
    return send(method, path, json, requestTimeout);
  }

  byte[] send(String method, String path, String json, Duration timeout) throws StorageException {
    return send(method, path, new NStringEntity(json, ContentType.APPLICATION_JSON), timeout);
  }

  byte[] send(String method, String path, Duration timeout) throws StorageException {
    return send(method, path, (HttpEntity) null, timeout);
  }

  /**
   * @throws ClusterStatusException if the answer is not 2xx
   * @throws StorageException if there is none in time
   */
  byte[] send(String method, String path, @Nullable HttpEntity entity, Duration timeout)
      throws StorageException {
    Request request = new Request(method, path);
    if (entity != null) {
      request.setEntity(entity);
    }
    Answer answer = new Answer();
    Cancellable call = client.performRequestAsync(request, answer);
    try {
      Response response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return EntityUtils.toByteArray(response.getEntity());
    } catch (InterruptedException interrupted) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for Elasticsearch", interrupted);
    } catch (TimeoutException late) {
      call.cancel();
      throw new StorageException(
          "Elasticsearch did not answer " + method + " " + path + " within " + timeout, late);
    } catch (ExecutionException failure) {
      throw failed(method, path, failure.getCause());
    } catch (IOException failure) {
      throw new StorageException("the answer of Elasticsearch broke off", failure);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the connections to Elasticsearch", e);
    }
  }

  private static StorageException failed(String method, String path, @Nullable Throwable cause) {
    if (cause instanceof ResponseException refused) {
      int status = refused.getResponse().getStatusLine().getStatusCode();
      return new ClusterStatusException(
          status, method + " " + path + " was answered " + status + ": " + body(refused), refused);
    }
    return new StorageException(
        "Elasticsearch could not be asked " + method + " " + path + ": " + cause, cause);
  }

  private static String body(ResponseException refused) {
    try {
      HttpEntity entity = refused.getResponse().getEntity();
      return entity == null ? "" : abbreviate(EntityUtils.toString(entity, UTF_8));
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  static String abbreviate(String reason) {
    return reason.length() <= MAX_REASON_CHARACTERS
        ? reason
        : reason.substring(0, MAX_REASON_CHARACTERS);
  }

  private static RestClient client(StorageSettings settings) {
    Timeouts timeouts = settings.timeouts();
    HttpHost[] hosts = settings.urls().stream().map(Cluster::host).toArray(HttpHost[]::new);
    String path = settings.urls().get(0).getPath();
    return RestClient.builder(hosts)
        .setPathPrefix(path == null || path.isEmpty() ? "/" : path)
        .setDefaultHeaders(headers(settings))
        .setRequestConfigCallback(
            config ->
                config
                    .setConnectTimeout(Math.toIntExact(timeouts.connect().toMillis()))
                    .setSocketTimeout(Math.toIntExact(timeouts.socket().toMillis())))
        .setHttpClientConfigCallback(http -> configure(http, settings))
        .build();
  }

  private static HttpAsyncClientBuilder configure(
      HttpAsyncClientBuilder http, StorageSettings settings) {
    http.setMaxConnPerRoute(MAX_CONNECTIONS).setMaxConnTotal(MAX_CONNECTIONS);
    return settings.caFile() == null
        ? http
        : http.setSSLContext(CaFile.trusting(settings.caFile()));
  }

  private static HttpHost host(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return new HttpHost(url.getHost(), port, url.getScheme());
  }

  private static Header[] headers(StorageSettings settings) {
    List<Header> headers = new ArrayList<>();
    if (settings.username() != null) {
      String pair = settings.username() + ":" + settings.password();
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      headers.add(new BasicHeader(HttpHeaders.AUTHORIZATION, "Basic " + encoded));
    } else if (settings.apiKey() != null) {
      headers.add(new BasicHeader(HttpHeaders.AUTHORIZATION, "ApiKey " + settings.apiKey()));
    }
    return headers.toArray(new Header[0]);
  }

  private static final class Answer extends CompletableFuture<Response>
      implements ResponseListener {
    @Override
    public void onSuccess(Response response) {
      complete(response);
    }

    @Override
    public void onFailure(Exception failure) {
      completeExceptionally(failure);
    }
  }
}
