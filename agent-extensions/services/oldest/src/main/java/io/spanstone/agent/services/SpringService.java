package io.spanstone.agent.services;

import java.io.PrintStream;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service of Spring in a JVM of its own: the first argument is its configuration, the others are
 * Spring's. Prints its port; ends when its stdin does. It uses no more than what Spring Boot 2.4
 * and 4.0 share.
 */
public final class SpringService {

  private SpringService() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err); // for what Spring logs
    ConfigurableApplicationContext context;
    try {
      context =
          SpringApplication.run(
              Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (RuntimeException logged) {
      System.exit(1); // clients of registries keep threads that would stay
      return;
    }
    out.println(context.getEnvironment().getProperty("local.server.port"));
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(SpringApplication.exit(context));
  }
}
