package io.spanstone.demo.order;

record NewOrder(String customer, String sku, int quantity) {}
