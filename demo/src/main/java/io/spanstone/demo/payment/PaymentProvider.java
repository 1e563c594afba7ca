package io.spanstone.demo.payment;

import io.spanstone.demo.service.FaultSwitches;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * A payment provider as one meets them: about 15 ms as a rule, a long tail for one call in a
 * hundred, and one in twenty fails.
 */
@Component
class PaymentProvider {

  private static final double FAILING_SHARE = 0.05;
  private static final double FAULTY_FAILING_SHARE = 0.8;
  private static final double SLOW_SHARE = 0.01;
  private static final double MEDIAN_MILLIS = 15;

  private final FaultSwitches faults;

  PaymentProvider(FaultSwitches faults) {
    this.faults = faults;
  }

  Receipt charge(Charge charge) throws InterruptedException {
    Thread.sleep(latencyMillis());
    if (ThreadLocalRandom.current().nextDouble() < failingShare()) {
      throw new ProviderUnavailableException("acme-pay");
    }
    return new Receipt(UUID.randomUUID().toString(), charge.amountCents());
  }

  private long latencyMillis() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (faults.isOn(PaymentApplication.SLOW_PAYMENT) || random.nextDouble() < SLOW_SHARE) {
      return random.nextLong(800, 2_000);
    }
    return Math.round(MEDIAN_MILLIS * Math.exp(0.4 * random.nextGaussian()));
  }

  private double failingShare() {
    return faults.isOn(PaymentApplication.FAILING_PAYMENT) ? FAULTY_FAILING_SHARE : FAILING_SHARE;
  }
}
