package io.spanstone.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the demo is to run.
 *
 * @param agent the agent's jar
 * @param data where the services' logs go
 * @param small the small shop of three services, not the whole one
 * @param untilStdinCloses end when stdin does: for a launcher that is somebody's child
 * @param checkOnly end when the settings and the ports are looked at
 * @param bind the address that the services listen on
 * @param portBase the first of nine ports in a row
 * @param requestsPerSecond the load, on average
 * @param promised ports that others will listen on before the services do, and their settings
 */
record DemoOptions(
    Path agent,
    Path data,
    boolean small,
    boolean untilStdinCloses,
    boolean checkOnly,
    String bind,
    int portBase,
    double requestsPerSecond,
    Map<Integer, String> promised) {

  private static final int MAX_PORT = 65_535;
  private static final double MAX_REQUESTS_PER_SECOND = 1_000;

  /** Throws {@link IllegalArgumentException} that names every fault. */
  static DemoOptions parse(List<String> arguments, Map<String, String> environment) {
    Reader reader = new Reader(arguments, environment);
    DemoOptions options =
        new DemoOptions(
            reader.path("--agent"),
            reader.path("--data"),
            arguments.contains("--small"),
            arguments.contains("--until-stdin-closes"),
            arguments.contains("--check"),
            environment.getOrDefault("SPANSTONE_BIND", "127.0.0.1"),
            (int) reader.number("SPANSTONE_DEMO_PORT_BASE", 8081, 1_024, MAX_PORT - 10),
            reader.number("SPANSTONE_DEMO_RATE", 10, 0.1, MAX_REQUESTS_PER_SECOND),
            reader.ports("--promised"));
    reader.throwFaults();
    return options;
  }

  /** Where the logs of the shop's programs are, and what its broker keeps. */
  Path directory() {
    return data.resolve("demo");
  }

  private static final class Reader {

    private final List<String> arguments;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Reader(List<String> arguments, Map<String, String> environment) {
      this.arguments = arguments;
      this.environment = environment;
    }

    Path path(String name) {
      int index = arguments.indexOf(name);
      if (index < 0 || index + 1 == arguments.size()) {
        faults.add(name + " PATH is missing");
        return Path.of("");
      }
      return Path.of(arguments.get(index + 1)).toAbsolutePath();
    }

    /** {@code SETTING=PORT}, separated by commas; none if the argument is not given. */
    Map<Integer, String> ports(String name) {
      Map<Integer, String> ports = new TreeMap<>();
      int index = arguments.indexOf(name);
      String text = index < 0 || index + 1 == arguments.size() ? "" : arguments.get(index + 1);
      for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        if (each.matches("[A-Z_]+=[0-9]{1,5}")) {
          int equals = each.indexOf('=');
          ports.put(Integer.valueOf(each.substring(equals + 1)), each.substring(0, equals));
        } else {
          faults.add(name + " is " + each + ", not SETTING=PORT");
        }
      }
      return ports;
    }

    double number(String name, double fallback, double min, double max) {
      String text = environment.getOrDefault(name, "");
      if (text.isEmpty()) {
        return fallback;
      }
      try {
        double value = Double.parseDouble(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // told below, with what would be right
      }
      faults.add(name + " is " + text + ", not a number from " + min + " to " + max);
      return fallback;
    }

    void throwFaults() {
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", faults));
      }
    }
  }
}
