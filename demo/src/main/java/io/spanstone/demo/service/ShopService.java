package io.spanstone.demo.service;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * What every service of the shop does alike: it reads its settings from {@code NAME.properties},
 * prints {@code READY <port>} on stdout when it accepts requests, and ends when its stdin does, so
 * that none is left behind however its launcher ends.
 */
public final class ShopService {

  /** What stands before the port in the line that says a service is ready. */
  public static final String READY = "READY ";

  private ShopService() {}

  /** Starts the service and returns when it accepts requests. */
  public static void run(Class<?> application, String name, String[] arguments) {
    endWithStdin();
    WebServerApplicationContext context =
        (WebServerApplicationContext)
            new SpringApplicationBuilder(application, FaultController.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of("spring.config.name", "shop," + name))
                .run(arguments);
    System.out.println(READY + Objects.requireNonNull(context.getWebServer()).getPort());
  }

  private static void endWithStdin() {
    Thread watch = new Thread(ShopService::awaitEndOfStdin, "stdin-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEndOfStdin() {
    try {
      while (System.in.read() >= 0) {
        // only the end matters
      }
    } catch (IOException closed) {
      // as good as the end
    }
    System.exit(0);
  }
}
