package io.spanstone.demo.notification;

/** What the order service tells of a confirmed order. */
record OrderConfirmed(long orderId, String customer, String sku, int quantity, long totalCents) {}
