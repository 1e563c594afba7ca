package io.spanstone.demo;

import java.io.IOException;
import java.util.List;

/**
 * Runs the demo: the shop's services in JVMs of their own with the agent attached, and the load.
 * README.md of this module is its contract with whoever starts it.
 */
public final class DemoLauncher {

  private DemoLauncher() {}

  /** See README.md for the arguments; exits with 2 if they are wrong, 1 if the shop cannot open. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run(DemoOptions.parse(List.of(arguments), System.getenv()));
    } catch (IllegalArgumentException e) {
      tell(String.valueOf(e.getMessage()));
      System.exit(2);
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private static void run(DemoOptions options) throws IOException, InterruptedException {
    ShopPlan plan = ShopPlan.of(options);
    plan.requirePorts(options);
    if (options.checkOnly()) {
      return;
    }
    Shop shop = new Shop(plan, options, DemoLauncher::tell);
    LoadGenerator load = new LoadGenerator(plan, options, DemoLauncher::tell);
    FaultSwitchboard switches = new FaultSwitchboard(plan, shop);
    FaultPage page = new FaultPage(plan, options, switches, load::summary);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  page.close();
                  load.close();
                  shop.close();
                },
                "demo-stop"));
    if (options.untilStdinCloses()) {
      exitWithStdin();
    }
    tell("starting " + plan.programs().count() + " programs");
    if (shop.open() && load.awaitFront()) {
      plan.programs().forEach(program -> tell(program.name() + " at " + program.url()));
      tell("faults at http://127.0.0.1:" + plan.faultPort());
      tell("ready, with " + load.describe());
      load.start();
    }
  }

  private static void exitWithStdin() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // only the end matters
                }
              } catch (IOException closed) {
                // as good as the end
              }
              System.exit(0);
            },
            "stdin-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void tell(String line) {
    System.out.println("demo: " + line);
  }
}
