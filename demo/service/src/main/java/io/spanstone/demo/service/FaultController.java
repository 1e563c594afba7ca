package io.spanstone.demo.service;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code GET /faults} lists a service's faults; {@code PUT} and {@code DELETE /faults/NAME} switch.
 * Import it where there are {@link FaultSwitches}.
 */
@RestController
@RequestMapping("/faults")
public class FaultController {

  private static final Logger logger = LoggerFactory.getLogger(FaultController.class);

  private final FaultSwitches switches;

  FaultController(FaultSwitches switches) {
    this.switches = switches;
  }

  @GetMapping
  Map<String, Boolean> list() {
    return switches.all();
  }

  @PutMapping("/{name}")
  Map<String, Boolean> switchOn(@PathVariable String name) {
    return set(name, true);
  }

  @DeleteMapping("/{name}")
  Map<String, Boolean> switchOff(@PathVariable String name) {
    return set(name, false);
  }

  private Map<String, Boolean> set(String name, boolean on) {
    if (!switches.has(name)) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "no fault " + name + "; there are " + switches.all().keySet());
    }
    switches.set(name, on);
    logger.atWarn().addKeyValue("fault", name).addKeyValue("on", on).log("fault switched");
    return switches.all();
  }
}
