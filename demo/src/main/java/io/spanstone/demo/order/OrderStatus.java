package io.spanstone.demo.order;

enum OrderStatus {
  PLACED,
  CONFIRMED,
  PAYMENT_FAILED
}
