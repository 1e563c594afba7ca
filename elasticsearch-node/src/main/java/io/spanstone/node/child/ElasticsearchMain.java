package io.spanstone.node.child;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.config.Configurator;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.transport.TransportService;

/**
 * The child JVM: one Elasticsearch node that lives exactly as long as its standard input is open.
 *
 * <p>Arguments are the directory of Elasticsearch's modules, then settings as {@code key=value}.
 * Standard output belongs to the parent: one line, {@code ready HTTP-PORT TRANSPORT-PORT} or {@code
 * failed REASON}. The end of standard input is the order to stop; it also comes when the parent is
 * killed, so the node never outlives it for long.
 */
public final class ElasticsearchMain {
  private static final long SHUTDOWN_TIMEOUT_SECONDS = 20;

  private ElasticsearchMain() {}

  public static void main(String[] args) {
    PrintStream parent = System.out;
    System.setOut(System.err);
    try {
      run(Path.of(args[0]), settings(args), parent);
    } catch (Exception | LinkageError failure) {
      failure.printStackTrace(System.err);
      parent.println("failed " + reason(failure));
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Path modules, Settings settings, PrintStream parent) throws Exception {
    configureLogging(settings);
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), null, () -> settings.get("node.name"));
    Node node = new Node(environment, plugins(modules));
    try (node) {
      node.start();
      parent.println("ready " + httpPort(node) + " " + transportPort(node));
      awaitEndOfInput();
      node.prepareForClose();
    }
    node.awaitClose(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Elasticsearch's own set-up wants its configuration directory; ours is on the class path. */
  private static void configureLogging(Settings settings) throws Exception {
    LogConfigurator.configureWithoutConfig(settings);
    Configurator.reconfigure(ElasticsearchMain.class.getResource("/log4j2.xml").toURI());
  }

  private static Settings settings(String[] args) {
    Settings.Builder settings = Settings.builder();
    for (int i = 1; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    return settings.build();
  }

  private static PluginsLoader plugins(Path modules) {
    return PluginsLoader.createPluginsLoader(
        PluginsLoader.loadModulesBundles(modules), Set.of(), Map.of(), false);
  }

  private static int httpPort(Node node) {
    return node.injector()
        .getInstance(HttpServerTransport.class)
        .boundAddress()
        .publishAddress()
        .getPort();
  }

  private static int transportPort(Node node) {
    return node.injector()
        .getInstance(TransportService.class)
        .boundAddress()
        .publishAddress()
        .getPort();
  }

  private static void awaitEndOfInput() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString().replace('\n', ' ');
  }
}
