package io.spanstone.storage.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.cluster.StorageSettings.Timeouts;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to Elasticsearch and waits for their answers. Thread-safe. */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_REASON_CHARACTERS = 500;

  private final RestClient client;
  private final Duration requestTimeout;

  public Cluster(StorageSettings settings) {
    this.client = client(settings);
    this.requestTimeout = settings.timeouts().request();
  }

  /** Sends a request without a body and returns the body of the 2xx answer. */
  public byte[] send(String method, String path) throws StorageException {
    return send(method, path, requestTimeout);
  }

  /** Sends a request with a JSON body and returns the body of the 2xx answer. */
  public byte[] send(String method, String path, String json) throws StorageException {
    return send(method, path, json, requestTimeout);
  }

  /** Sends a request with a JSON body and returns the body of the 2xx answer that comes in time. */
  public byte[] send(String method, String path, String json, Duration timeout)
      throws StorageException {
    return send(method, path, new NStringEntity(json, ContentType.APPLICATION_JSON), timeout);
  }

  /** Sends a request without a body and returns the body of the 2xx answer that comes in time. */
  public byte[] send(String method, String path, Duration timeout) throws StorageException {
    return send(method, path, (HttpEntity) null, timeout);
  }

  /**
   * Sends a request and returns the body of the 2xx answer.
   *
   * @throws ClusterStatusException if the answer is not 2xx
   * @throws StorageException if there is none in time
   */
  public byte[] send(String method, String path, @Nullable HttpEntity entity, Duration timeout)
      throws StorageException {
    return start(method, path, entity, timeout).await();
  }

  /** Sends a request; what it is answered is to be awaited, or the call cancelled. */
  public Call start(String method, String path, @Nullable HttpEntity entity, Duration timeout) {
    Request request = new Request(method, path);
    if (entity != null) {
      request.setEntity(entity);
    }
    return new Call(request, timeout);
  }

  /** A request on its way. For one thread. */
  public final class Call {
    private final Request request;
    private final Duration timeout;
    private final Answer answer = new Answer();
    private final Cancellable cancellable;

    private Call(Request request, Duration timeout) {
      this.request = request;
      this.timeout = timeout;
      this.cancellable = client.performRequestAsync(request, answer);
    }

    /**
     * The body of the 2xx answer.
     *
     * @throws ClusterStatusException if the answer is not 2xx
     * @throws StorageException if there is none in time
     */
    public byte[] await() throws StorageException {
      String what = request.getMethod() + " " + request.getEndpoint();
      try {
        Response response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return EntityUtils.toByteArray(response.getEntity());
      } catch (InterruptedException interrupted) {
        cancel();
        Thread.currentThread().interrupt();
        throw new StorageException("interrupted while waiting for Elasticsearch", interrupted);
      } catch (TimeoutException late) {
        cancel();
        throw new StorageException(
            "Elasticsearch did not answer " + what + " within " + timeout, late);
      } catch (ExecutionException failure) {
        throw failed(what, failure.getCause());
      } catch (IOException failure) {
        throw new StorageException("the answer of Elasticsearch broke off", failure);
      }
    }

    /** Waits no longer for the answer and ends the request. */
    public void cancel() {
      cancellable.cancel();
    }
  }

  /** Sends a request with a JSON body whose answer nobody waits for. */
  public void sendOnly(String method, String path, String json) {
    Request request = new Request(method, path);
    request.setEntity(new NStringEntity(json, ContentType.APPLICATION_JSON));
    Answer answer = new Answer();
    CompletableFuture<Response> unused =
        answer.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                LOG.debug("{} {} failed", method, path, failure);
              }
            });
    client.performRequestAsync(request, answer);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the connections to Elasticsearch", e);
    }
  }

  private static StorageException failed(String what, @Nullable Throwable cause) {
    if (cause instanceof ResponseException refused) {
      int status = refused.getResponse().getStatusLine().getStatusCode();
      return new ClusterStatusException(
          status, what + " was answered " + status + ": " + body(refused), refused);
    }
    return new StorageException("Elasticsearch could not be asked " + what + ": " + cause, cause);
  }

  private static String body(ResponseException refused) {
    try {
      HttpEntity entity = refused.getResponse().getEntity();
      return entity == null ? "" : abbreviate(EntityUtils.toString(entity, UTF_8));
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  public static String abbreviate(String reason) {
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
