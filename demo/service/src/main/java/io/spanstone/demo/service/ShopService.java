package io.spanstone.demo.service;

import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * How every service of the shop runs: it reads its settings from {@code shop} and from files of its
 * own name, and starts and ends as its launcher wants it.
 */
public final class ShopService {

  private ShopService() {}

  /** Starts the service and returns when it accepts requests. */
  public static void run(Class<?> application, String name, String[] arguments) {
    Launched.endWithStdin();
    WebServerApplicationContext context =
        (WebServerApplicationContext)
            new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of("spring.config.name", "shop," + name))
                .run(arguments);
    Launched.ready(Objects.requireNonNull(context.getWebServer()).getPort());
  }
}
