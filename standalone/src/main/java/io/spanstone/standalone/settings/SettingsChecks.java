package io.spanstone.standalone.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold between settings, and between them and the role. */
final class SettingsChecks {
  private SettingsChecks() {}

  /** Adds what is wrong to the reader's faults. */
  static void check(Role role, Settings settings, SettingsReader reader) {
    checkPortsDiffer(role, settings, reader);
    checkClusterIsNamed(role, reader);
    checkCredentials(reader);
  }

  private static void checkPortsDiffer(Role role, Settings settings, SettingsReader reader) {
    Map<Integer, Setting<?>> taken = new LinkedHashMap<>();
    ports(role, settings)
        .forEach(
            (key, port) -> {
              Setting<?> other = port == 0 ? null : taken.putIfAbsent(port, key);
              if (other != null) {
                reader.fault(key, "is port " + port + ", which is also " + other.key());
              }
            });
  }

  /** The ports that the role listens on. */
  static Map<Setting<?>, Integer> ports(Role role, Settings settings) {
    Map<Setting<?>, Integer> ports = new LinkedHashMap<>();
    if (role != Role.COLLECTOR) {
      ports.put(Keys.HTTP_PORT, settings.httpPort());
    }
    if (role != Role.QUERY) {
      ports.put(Keys.OTLP_GRPC_PORT, settings.otlpGrpcPort());
      ports.put(Keys.OTLP_HTTP_PORT, settings.otlpHttpPort());
    }
    if (role.embedsElasticsearch() && settings.embedsElasticsearch()) {
      ports.put(Keys.ES_PORT, settings.esPort());
    }
    return ports;
  }

  private static void checkClusterIsNamed(Role role, SettingsReader reader) {
    if (reader.isGiven(Keys.ES_URL)) {
      return;
    }
    if (!role.embedsElasticsearch()) {
      reader.fault(Keys.ES_URL, "is needed by this command: " + Keys.ES_URL.allowed());
    }
    for (Setting<?> key :
        List.of(Keys.ES_USERNAME, Keys.ES_PASSWORD, Keys.ES_API_KEY, Keys.ES_CA)) {
      if (reader.isGiven(key)) {
        reader.fault(key, "is only for a cluster named by " + Keys.ES_URL.key());
      }
    }
  }

  private static void checkCredentials(SettingsReader reader) {
    checkNeeds(reader, Keys.ES_USERNAME, Keys.ES_PASSWORD);
    checkNeeds(reader, Keys.ES_PASSWORD, Keys.ES_USERNAME);
    if (reader.isGiven(Keys.ES_API_KEY) && reader.isGiven(Keys.ES_USERNAME)) {
      reader.fault(Keys.ES_API_KEY, "cannot go together with " + Keys.ES_USERNAME.key());
    }
  }

  private static void checkNeeds(SettingsReader reader, Setting<?> key, Setting<?> other) {
    if (reader.isGiven(key) && !reader.isGiven(other)) {
      reader.fault(key, "needs " + other.key() + " too");
    }
  }
}
