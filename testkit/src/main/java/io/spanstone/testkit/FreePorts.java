package io.spanstone.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports that nobody listens on, for programs that must be told theirs. They are not of those that
 * systems give to outgoing connections, one of which could take a port before the program does.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static int next = FIRST + new Random().nextInt(END - FIRST);

  private FreePorts() {}

  public static int one() {
    return inARow(1);
  }

  /** The first of so many; no other call gives any of them before all were given. */
  public static synchronized int inARow(int count) {
    for (int tried = 0; tried < END - FIRST; tried++) {
      int base = next + count <= END ? next : FIRST;
      next = base + 1;
      if (areFree(base, count)) {
        next = base + count;
        return base;
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row");
  }

  private static boolean areFree(int base, int count) {
    for (int port = base; port < base + count; port++) {
      try (ServerSocket socket = new ServerSocket(port)) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
