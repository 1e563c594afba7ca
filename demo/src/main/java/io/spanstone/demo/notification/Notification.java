package io.spanstone.demo.notification;

record Notification(long orderId, String customer, String text) {}
