package io.spanstone.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether anything accepts connections at an endpoint: the cheapest question whose answer "no"
 * saves an export with all its retries. Behind a proxy it cannot tell and says nothing against it.
 */
final class TcpProbe {

  private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

  private final URI endpoint;

  TcpProbe(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Why a connection failed, or null if one was made. Blocks for about a second at most. */
  @Nullable String failure() {
    if (endpoint.getHost() == null || isBehindProxy()) {
      return null;
    }
    try {
      return connectToAny(InetAddress.getAllByName(hostWithoutBrackets()));
    } catch (UnknownHostException e) {
      return "unknown host " + endpoint.getHost();
    }
  }

  private boolean isBehindProxy() {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return false;
    }
    List<Proxy> proxies = selector.select(endpoint);
    return !proxies.isEmpty() && proxies.get(0).type() != Proxy.Type.DIRECT;
  }

  private @Nullable String connectToAny(InetAddress[] addresses) {
    int timeoutMillis = Math.max(1, CONNECT_TIMEOUT_MILLIS / addresses.length);
    String failure = null;
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port()), timeoutMillis);
        return null;
      } catch (IOException e) {
        failure = e.getMessage() == null ? e.toString() : e.getMessage();
      }
    }
    return failure;
  }

  private String hostWithoutBrackets() {
    String host = endpoint.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private int port() {
    if (endpoint.getPort() != -1) {
      return endpoint.getPort();
    }
    return "https".equalsIgnoreCase(endpoint.getScheme()) ? 443 : 80;
  }
}
