package io.spanstone.storage.logs.scan;

import io.spanstone.block.CaseFold;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.TextTest;
import java.util.List;

/** A condition on one UTF-8 text. */
interface TextMatch {
  boolean matches(Slice text);

  static TextMatch of(TextTest test) {
    if (test instanceof TextTest.Equal equal) {
      Slice folded = CaseFold.fold(Slice.ofUtf8(equal.text()));
      return text -> CaseFold.equalsFolded(text, folded);
    }
    if (test instanceof TextTest.Like like) {
      List<String> parts = like.parts().stream().map(CaseFold::fold).toList();
      boolean anything = parts.stream().allMatch(String::isEmpty);
      return text -> anything || isMadeOf(parts, CaseFold.fold(text).utf8());
    }
    TextTest.Between between = (TextTest.Between) test;
    return new TextRange(between.lower(), between.upper());
  }

  /** Takes every part where it is found first, but the last at the end. */
  private static boolean isMadeOf(List<String> parts, String text) {
    String first = parts.get(0);
    String last = parts.get(parts.size() - 1);
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = text.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, at);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }
}
