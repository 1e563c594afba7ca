package io.spanstone.demo.service;

import java.io.IOException;

/**
 * A program of the demo that a launcher has started: it prints {@code READY <port>} on stdout when
 * it accepts requests, and ends when its stdin does, so that none is left behind however its
 * launcher ends.
 */
public final class Launched {

  /** What stands before the port in the line that says a program is ready. */
  public static final String READY = "READY ";

  private Launched() {}

  /** From now on, this process ends when its stdin does. */
  public static void endWithStdin() {
    Thread watch = new Thread(Launched::awaitEndOfStdin, "stdin-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Tells the launcher that this program accepts requests at that port. */
  public static void ready(int port) {
    System.out.println(READY + port);
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
