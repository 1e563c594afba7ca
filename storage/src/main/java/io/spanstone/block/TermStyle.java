package io.spanstone.block;

/** How attributes become terms. */
enum TermStyle {
  /** As they are. */
  EXACT,

  /** Without regard to upper and lower case. */
  FOLDED,

  /** Their keys as names of labels of Prometheus. */
  LABELS
}
