package io.spanstone.query.promql.function;

import com.google.re2j.Matcher;
import org.jspecify.annotations.Nullable;

/** Text with {@code $1}, {@code ${1}} or {@code ${name}} for groups of a match, as Go has it. */
final class GroupTemplate {
  private GroupTemplate() {}

  static String expand(String template, Matcher match) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      text.append(template, at, dollar);
      if (template.startsWith("$$", dollar)) {
        text.append('$');
        at = dollar + 2;
        continue;
      }
      boolean braces = template.startsWith("${", dollar);
      int from = dollar + (braces ? 2 : 1);
      int to = from;
      while (to < template.length() && isNamePart(template.charAt(to))) {
        to++;
      }
      boolean closed = !braces || template.startsWith("}", to);
      if (to == from || !closed) {
        text.append('$');
        at = dollar + 1;
      } else {
        text.append(group(template.substring(from, to), match));
        at = braces ? to + 1 : to;
      }
    }
    return text.append(template, at, template.length()).toString();
  }

  /** Empty if there is no such group, or it took no part in the match. */
  private static String group(String name, Matcher match) {
    @Nullable String group = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
      group = number <= match.groupCount() ? match.group(number) : null;
    } else if (match.pattern().namedGroups().containsKey(name)) {
      group = match.group(name);
    }
    return group == null ? "" : group;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
