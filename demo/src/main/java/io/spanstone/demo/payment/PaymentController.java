package io.spanstone.demo.payment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PaymentController {

  private static final Logger logger = LoggerFactory.getLogger(PaymentController.class);

  private final PaymentProvider provider;

  PaymentController(PaymentProvider provider) {
    this.provider = provider;
  }

  @PostMapping("/charges")
  Receipt charge(@RequestBody Charge charge) throws InterruptedException {
    Receipt receipt = provider.charge(charge);
    logger
        .atInfo()
        .addKeyValue("orderId", charge.orderId())
        .addKeyValue("amountCents", charge.amountCents())
        .addKeyValue("receipt", receipt.id())
        .log("charged");
    return receipt;
  }
}
