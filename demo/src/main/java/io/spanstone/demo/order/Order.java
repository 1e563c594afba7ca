package io.spanstone.demo.order;

record Order(
    long id, String customer, String sku, int quantity, long totalCents, OrderStatus status) {}
