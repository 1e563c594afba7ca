package io.spanstone.demo.payment;

class ProviderUnavailableException extends RuntimeException {

  ProviderUnavailableException(String provider) {
    super("provider " + provider + " did not confirm the charge");
  }
}
