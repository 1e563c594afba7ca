package io.spanstone.agent.gateway;

import io.opentelemetry.instrumentation.api.util.VirtualField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The patterns of paths that a route asks for, from what it says of itself. The first versions of
 * the gateway keep nowhere else which of them a path had.
 */
final class RoutePaths {

  private static final VirtualField<Route, Object> paths =
      VirtualField.find(Route.class, Object.class);

  private static final Pattern SAID =
      Pattern.compile("(!?)\\(*Paths: \\[(.*?)\\], match trailing slash");

  private final List<PathPattern> patterns;

  private RoutePaths(List<PathPattern> patterns) {
    this.patterns = patterns;
  }

  static RoutePaths of(Route route) {
    Object known = paths.get(route);
    if (known instanceof RoutePaths) {
      return (RoutePaths) known;
    }
    RoutePaths fresh = new RoutePaths(patterns(String.valueOf(route.getPredicate())));
    paths.set(route, fresh);
    return fresh;
  }

  /** The first that this path has, as the route finds it; null if none has. */
  @Nullable String matching(String path) {
    PathContainer container = PathContainer.parsePath(path);
    for (PathPattern pattern : patterns) {
      if (pattern.matches(container)) {
        return pattern.getPatternString();
      }
    }
    return null;
  }

  private static List<PathPattern> patterns(String predicate) {
    List<PathPattern> patterns = new ArrayList<>();
    PathPatternParser parser = new PathPatternParser();
    Matcher said = SAID.matcher(predicate);
    while (said.find()) {
      if (!said.group(1).isEmpty()) {
        continue; // what it shall not have
      }
      for (String pattern : said.group(2).split(", ", -1)) {
        try {
          patterns.add(parser.parse(pattern));
        } catch (PatternParseException notWhole) {
          // one that has what stands between them: the route is known by its id then
        }
      }
    }
    return patterns;
  }
}
