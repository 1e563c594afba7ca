package io.spanstone.demo.order;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The payment service, over HTTP. */
@FeignClient("payment")
interface PaymentApi {

  /** What a customer is to pay for an order. */
  record Charge(long orderId, String customer, long amountCents) {}

  @PostMapping("/charges")
  void charge(@RequestBody Charge charge);
}
