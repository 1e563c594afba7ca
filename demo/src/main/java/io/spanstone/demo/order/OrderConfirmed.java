package io.spanstone.demo.order;

/** An order was placed and paid; also what the topic {@code orders} carries, as JSON. */
record OrderConfirmed(long orderId, String customer, String sku, int quantity, long totalCents) {}
