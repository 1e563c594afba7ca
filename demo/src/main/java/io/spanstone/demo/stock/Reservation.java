package io.spanstone.demo.stock;

record Reservation(String sku, int quantity) {}
