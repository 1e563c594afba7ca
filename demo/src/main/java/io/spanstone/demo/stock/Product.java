package io.spanstone.demo.stock;

record Product(String sku, String name, long priceCents, int available) {}
