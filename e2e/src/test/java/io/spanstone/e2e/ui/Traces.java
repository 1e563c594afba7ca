package io.spanstone.e2e.ui;

import static io.spanstone.e2e.ui.ShopTelemetry.attribute;
import static io.spanstone.e2e.ui.ShopTelemetry.fail;
import static io.spanstone.e2e.ui.ShopTelemetry.hex;
import static io.spanstone.e2e.ui.ShopTelemetry.orphan;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Traces for the pages to show, sent and stored before they are returned. */
final class Traces {
  /** A trace that was sent: its id, and the ids of the spans that tests point at. */
  record Sent(String traceId, String rootId, String failedId, int spans) {}

  private Traces() {}

  /**
   * An order that fails in its payment: three services, a span with an exception and a link, one
   * span whose parent never came, one whose clock runs behind.
   */
  static Sent failedOrder(Product product, String suffix) throws IOException, InterruptedException {
    return failedOrders(product, suffix, 1).get(0);
  }

  /** So many of them, by the same services. */
  static List<Sent> failedOrders(Product product, String suffix, int count)
      throws IOException, InterruptedException {
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(sendFailedOrder(product, suffix));
    }
    for (Sent sent : all) {
      awaitStored(product, sent);
    }
    return all;
  }

  private static Sent sendFailedOrder(Product product, String suffix)
      throws IOException, InterruptedException {
    ShopTelemetry shop = new ShopTelemetry();
    String orders = "orders" + suffix;
    String payments = "payments" + suffix;
    Span.Builder root = shop.span(orders, "POST /orders", SpanKind.SPAN_KIND_SERVER, null, 0, 400);
    fail(root, "");
    root.addAttributes(attribute("http.route", "/orders"))
        .addAttributes(attribute("http.response.status_code", 500));
    Span.Builder select =
        shop.span(orders, "SELECT shop.basket", SpanKind.SPAN_KIND_CLIENT, root, 5, 12.5);
    select.addAttributes(attribute("db.query.text", "SELECT *\n  FROM basket\n WHERE id = ?"));
    Span.Builder call = shop.span(orders, "POST", SpanKind.SPAN_KIND_CLIENT, root, 20, 370);
    Span.Builder charge =
        shop.span(payments, "POST /charges", SpanKind.SPAN_KIND_SERVER, call, 22, 365);
    fail(charge, "card network timed out");
    charge
        .addAttributes(attribute("payment.method", "card"))
        .addAttributes(attribute("备注", "加急订单"))
        .addEvents(
            Span.Event.newBuilder()
                .setName("exception")
                .setTimeUnixNano(charge.getEndTimeUnixNano() - 1_000_000)
                .addAttributes(attribute("exception.type", "java.net.SocketTimeoutException"))
                .addAttributes(attribute("exception.message", "Read timed out"))
                .addAttributes(
                    attribute(
                        "exception.stacktrace",
                        """
                        java.net.SocketTimeoutException: Read timed out
                        	at shop.CardNetwork.charge(CardNetwork.java:88)
                        """)))
        .addLinks(
            Span.Link.newBuilder().setTraceId(root.getTraceId()).setSpanId(select.getSpanId()));
    shop.span(payments, "early", SpanKind.SPAN_KIND_INTERNAL, charge, 10, 30);
    orphan(shop.span("mail" + suffix, "send receipt", SpanKind.SPAN_KIND_CONSUMER, null, 380, 9));
    shop.sendTo(product);
    return new Sent(shop.traceId(), hex(root), hex(charge), 6);
  }

  /** A trace of many spans: a root, and below it a ladder of calls that call on. */
  static Sent large(Product product, int spans) throws IOException, InterruptedException {
    ShopTelemetry shop = new ShopTelemetry();
    Span.Builder root =
        shop.span("ladder", "climb", SpanKind.SPAN_KIND_SERVER, null, 0, spans + 1.0);
    Span.Builder parent = root;
    for (int i = 1; i < spans; i++) {
      Span.Builder span =
          shop.span(
              "ladder-" + i % 7, "rung " + i, SpanKind.SPAN_KIND_INTERNAL, parent, i, spans - i);
      parent = i % 10 == 0 ? root : span;
    }
    shop.sendTo(product);
    Sent sent = new Sent(shop.traceId(), hex(root), "", spans);
    awaitStored(product, sent);
    return sent;
  }

  private static void awaitStored(Product product, Sent sent)
      throws IOException, InterruptedException {
    Await.until(
        () -> product.find("/api/v1/traces/" + sent.traceId()),
        (JsonNode trace) -> trace.get("spans").size() == sent.spans());
  }
}
