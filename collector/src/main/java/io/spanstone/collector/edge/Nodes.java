package io.spanstone.collector.edge;

import java.util.Locale;

/** How the nodes of the dependency graph that are no services are called. */
final class Nodes {
  private static final int MAX_CHARS = 256;
  private static final String TEMPORARY = "(temporary)";
  private static final String EXTERNAL = "external:";

  private Nodes() {}

  /** {@code database:postgresql/shop}; the host stands in for a database without a name. */
  static String database(String system, String namespace) {
    return id("database", system, namespace);
  }

  /** {@code messaging:kafka/orders}; all temporary destinations of a system are one. */
  static String messaging(String system, String destination, boolean temporary) {
    return id("messaging", system, temporary ? TEMPORARY : destination);
  }

  /** {@code external:host}, in lower case. */
  static String external(String host) {
    return cut(EXTERNAL + host.toLowerCase(Locale.ROOT));
  }

  static boolean isExternal(String id) {
    return id.startsWith(EXTERNAL);
  }

  /** The host of an address, which may be a URL, or have a port; empty if it names none. */
  static String hostOf(String address) {
    int scheme = address.indexOf("://");
    int from = scheme < 0 ? 0 : scheme + 3;
    int to = from;
    while (to < address.length() && "/?#".indexOf(address.charAt(to)) < 0) {
      to++;
    }
    if (scheme >= 0) {
      from = Math.max(from, address.lastIndexOf('@', to - 1) + 1);
    }
    String authority = address.substring(from, to);
    int colon = authority.indexOf(':');
    boolean hasPort = authority.startsWith("[") || colon == authority.lastIndexOf(':');
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : colon;
    return hasPort && end > 0 ? authority.substring(0, end) : authority;
  }

  static String cut(String id) {
    if (id.length() <= MAX_CHARS) {
      return id;
    }
    boolean splits = Character.isHighSurrogate(id.charAt(MAX_CHARS - 1));
    return id.substring(0, splits ? MAX_CHARS - 1 : MAX_CHARS);
  }

  private static String id(String type, String system, String name) {
    return cut(name.isEmpty() ? type + ":" + system : type + ":" + system + "/" + name);
  }
}
