package io.spanstone.agent.services;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Asks the stock, which something answers for when it fails. */
@FeignClient(name = "stock", url = "${stock.url}", fallback = NoStock.class)
public interface StockClient {

  @GetMapping("/stock/{item}")
  String stock(@PathVariable("item") String item);
}
