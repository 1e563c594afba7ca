package io.spanstone.standalone.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks whether the ports are free before anything starts, so that all that are not are told at
 * once. The embedded Elasticsearch looks itself, after it has ended a stale child.
 */
public final class Listeners {
  private Listeners() {}

  /** The ports that the role will listen on, by setting. */
  public static Map<String, Integer> ports(Role role, Settings settings) {
    Map<String, Integer> ports = new TreeMap<>();
    SettingsChecks.ports(role, settings).forEach((key, port) -> ports.put(key.key(), port));
    return ports;
  }

  /** One sentence for each port of the role that another process holds. */
  public static List<String> taken(Role role, Settings settings) {
    List<String> faults = new ArrayList<>();
    SettingsChecks.ports(role, settings)
        .forEach(
            (key, port) -> {
              if (!key.equals(Keys.ES_PORT) && !isFree(settings.bind(), port)) {
                faults.add(taken(key.key(), port, settings.bind()));
              }
            });
    return faults;
  }

  /** The same for Elasticsearch's port, once it has found it taken. */
  public static String elasticsearchTaken(int port) {
    return taken(Keys.ES_PORT.key(), port, "127.0.0.1");
  }

  private static String taken(String key, int port, String address) {
    return "port %d of %s is taken by another process, or not allowed; set %s to another"
        .formatted(port, address, key);
  }

  private static boolean isFree(String bind, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address(bind), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  @SuppressWarnings("AddressSelection") // the address that the listeners will choose as well
  private static InetAddress address(String bind) throws IOException {
    return InetAddress.getByName(bind);
  }
}
