package io.spanstone.block;

/** Which blocks this program writes; {@code docs/format/block.md} describes them. */
public final class BlockFormat {
  /** Changes when a reader of the document must know. */
  public static final int VERSION = 8;

  private BlockFormat() {}

  /** Whether a program newer than this one wrote it. */
  public static boolean isNewer(int version) {
    return version > VERSION;
  }
}
