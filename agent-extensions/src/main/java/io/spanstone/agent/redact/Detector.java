package io.spanstone.agent.redact;

/** Finds one kind of secret in text. Implementations are immutable. */
interface Detector {

  /** The characters, of ASCII, at which {@link #find} is to be asked. */
  String anchors();

  /**
   * What is to be replaced because of the anchor at this place, as a {@link Range}; {@link
   * Range#NONE} if nothing. Over a whole text the calls must take time in proportion to its length.
   */
  long find(String text, int anchor);
}
