package io.spanstone.agent.services;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Asks for prices, which nothing answers for when that fails. */
@FeignClient(name = "price", url = "${stock.url}")
public interface PriceClient {

  @GetMapping("/prices/{item}")
  String price(@PathVariable("item") String item);
}
