package io.spanstone.demo.payment;

record Receipt(String id, long amountCents) {}
