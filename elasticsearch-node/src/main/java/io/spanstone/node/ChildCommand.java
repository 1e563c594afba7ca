package io.spanstone.node;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The child's command line: shell, JVM, its options, the main class, the node's settings. */
final class ChildCommand {
  private static final String SINGLE_NODE = "single-node";
  private static final String MAIN = "io.spanstone.node.child.ElasticsearchMain";

  /**
   * The whole process group gets a terminal's or an init's signals, but the order of the shutdown
   * is the parent's to decide. Signals ignored from birth stay ignored in a JVM.
   */
  private static final List<String> IGNORING_SIGNALS =
      List.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "elasticsearch");

  private ChildCommand() {}

  static List<String> of(NodeSettings settings) {
    List<String> command = new ArrayList<>(IGNORING_SIGNALS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(marker(settings.data()));
    command.addAll(jvmOptions(settings, Runtime.version().feature()));
    command.add("-cp");
    command.add(settings.home().resolve("lib") + File.separator + "*");
    command.add(MAIN);
    command.add(settings.home().resolve("modules").toString());
    elasticsearchSettings(settings).forEach((key, value) -> command.add(key + "=" + value));
    return command;
  }

  /** The argument by which the child of a data directory is told from any other process. */
  static String marker(Path data) {
    return "-Dspanstone.node.data=" + data;
  }

  private static List<String> jvmOptions(NodeSettings settings, int javaFeature) {
    List<String> options = new ArrayList<>();
    options.add("-Xms" + settings.heap());
    options.add("-Xmx" + settings.heap());
    options.add("-Xss1m");
    options.add("-XX:+UseG1GC");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-XX:ErrorFile=" + settings.logs().resolve("hs_err_pid%p.log"));
    options.add("-Djava.awt.headless=true");
    options.add("-Djava.io.tmpdir=" + settings.data().resolve("tmp"));
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Des.path.home=" + settings.home()); // there it looks for lib/platform
    options.add("-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false"); // not published
    options.add("-Djna.nosys=true");
    options.add("-Dio.netty.noUnsafe=true");
    options.add("-Dio.netty.noKeySetOptimization=true");
    options.add("-Dlog4j.shutdownHookEnabled=false");
    options.add("-Dlog4j2.disable.jmx=true");
    options.add("-Dspanstone.node.logs=" + settings.logs());
    options.add("--enable-native-access=ALL-UNNAMED");
    if (javaFeature >= 24) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    options.addAll(settings.jvmOptions());
    return options;
  }

  private static Map<String, String> elasticsearchSettings(NodeSettings settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cluster.name", "spanstone");
    all.put("node.name", "spanstone");
    all.put("path.home", settings.data().toString());
    all.put("path.data", settings.data().resolve("indices").toString());
    all.put("path.logs", settings.logs().toString());
    all.put("network.host", "127.0.0.1");
    all.put("http.port", Integer.toString(settings.port()));
    all.put("transport.port", "0");
    all.put("discovery.type", SINGLE_NODE);
    // Free bytes, not shares of a disk: on a developer's full disk 5 % may be 50 GB.
    all.put("cluster.routing.allocation.disk.watermark.low", "1gb");
    all.put("cluster.routing.allocation.disk.watermark.high", "750mb");
    all.put("cluster.routing.allocation.disk.watermark.flood_stage", "500mb");
    all.putAll(settings.elasticsearch());
    if (SINGLE_NODE.equals(all.get("discovery.type"))) {
      // What other nodes would recover from; written twice for nobody where there are none.
      all.putIfAbsent("indices.recovery.recovery_source.enabled", "false");
    }
    return all;
  }
}
