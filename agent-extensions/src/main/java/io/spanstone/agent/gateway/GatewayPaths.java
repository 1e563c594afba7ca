package io.spanstone.agent.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.internal.HttpRouteState;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the path by which a route was taken the {@code http.route} of the request, as the
 * conventions want it, and of its metrics. Upstream puts the route's id there.
 */
public final class GatewayPaths {

  private static final String ATTRIBUTES =
      "org.springframework.cloud.gateway.support.ServerWebExchangeUtils.";
  private static final String ROUTE = ATTRIBUTES + "gatewayRoute";

  /** The pattern that a path had last, and the route for which it was asked. */
  private static final String PATH = ATTRIBUTES + "gatewayPredicateMatchedPathAttr";

  private static final String PATH_ROUTE = ATTRIBUTES + "gatewayPredicateMatchedPathRouteIdAttr";

  private GatewayPaths() {}

  /** A request has got its route; one that asks for no path leaves upstream's word alone. */
  public static void routed(ServerWebExchange exchange) {
    Object route = exchange.getAttribute(ROUTE);
    HttpRouteState state = HttpRouteState.fromContextOrNull(Context.current());
    String path = route instanceof Route ? path(exchange, (Route) route) : null;
    if (state == null || path == null) {
      return;
    }
    state.update(Context.current(), state.getUpdatedBySourceOrder(), path);
    Span span = state.getSpan();
    if (span != null) {
      span.updateName(state.getMethod() + " " + path);
    }
  }

  private static @Nullable String path(ServerWebExchange exchange, Route route) {
    String path = exchange.getAttribute(PATH);
    if (path == null) {
      return RoutePaths.of(route).matching(exchange.getRequest().getURI().getRawPath());
    }
    return route.getId().equals(exchange.getAttribute(PATH_ROUTE)) ? path : null;
  }
}
