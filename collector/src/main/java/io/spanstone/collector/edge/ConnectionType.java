package io.spanstone.collector.edge;

import java.util.Locale;

/** What a call goes over. */
enum ConnectionType {
  UNKNOWN(0),
  HTTP(1),
  RPC(2),
  MESSAGING(3),
  DATABASE(4);

  private static final ConnectionType[] ALL = values();

  private final int number;
  private final String id;

  ConnectionType(int number) {
    this.number = number;
    this.id = name().toLowerCase(Locale.ROOT);
  }

  /** The type with this number. */
  static ConnectionType of(int number) {
    for (ConnectionType each : ALL) {
      if (each.number == number) {
        return each;
      }
    }
    return UNKNOWN;
  }

  /** As it is written to disk. */
  int number() {
    return number;
  }

  /** As the label {@code connection_type} has it. */
  String id() {
    return id;
  }
}
