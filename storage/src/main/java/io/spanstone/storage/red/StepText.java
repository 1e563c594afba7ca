package io.spanstone.storage.red;

import java.util.Arrays;

/** How the calls of each group of a step are written. Immutable. Thread-safe. */
public final class StepText {
  private final byte[] bytes;
  private final int[] ends;

  /**
   * @param bytes one text behind the other
   * @param size how many of the bytes are text
   * @param ends where each of them ends
   */
  public StepText(byte[] bytes, int size, int[] ends) {
    this.bytes = Arrays.copyOf(bytes, size);
    this.ends = ends.clone();
  }

  /** How many bytes the text at a place has. */
  public int length(int place) {
    return ends[place] - start(place);
  }

  /** Copies the text at a place. */
  public void copy(int place, byte[] to, int at) {
    System.arraycopy(bytes, start(place), to, at, length(place));
  }

  private int start(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }
}
