package io.spanstone.demo.order;

import org.springframework.web.client.RestClient;

/** The payment service, over HTTP. */
class PaymentClient {

  private record Charge(long orderId, String customer, long amountCents) {}

  private final RestClient http;

  PaymentClient(RestClient http) {
    this.http = http;
  }

  /** Throws Spring's {@code RestClientException} if the charge did not go through. */
  void charge(long orderId, String customer, long amountCents) {
    http.post()
        .uri("/charges")
        .body(new Charge(orderId, customer, amountCents))
        .retrieve()
        .toBodilessEntity();
  }
}
