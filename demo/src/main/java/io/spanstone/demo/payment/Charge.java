package io.spanstone.demo.payment;

record Charge(long orderId, String customer, long amountCents) {}
