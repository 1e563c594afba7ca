package io.spanstone.e2e.ui;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.HoverOptions;
import com.microsoft.playwright.options.BoundingBox;

/** Moves the pointer to where an element is once it has come to rest, and is in sight. */
final class Pointer {
  private Pointer() {}

  /** The place is in shares of the element's width and height. */
  static void at(Locator element, double across, double down) {
    BoundingBox box = element.boundingBox();
    element.hover(new HoverOptions().setPosition(box.width * across, box.height * down));
  }
}
