package io.spanstone.demo.stock;

/** The database function {@code slow_disk(millis)}. Public, because the database calls it. */
public final class SlowDisk {

  private SlowDisk() {}

  /** Takes that long, without using a processor. */
  public static int read(int millis) throws InterruptedException {
    if (millis > 0) {
      Thread.sleep(millis);
    }
    return millis;
  }
}
