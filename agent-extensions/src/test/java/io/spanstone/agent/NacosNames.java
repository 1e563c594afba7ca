package io.spanstone.agent;

/** Stands for Nacos' server of names. */
interface NacosNames extends AutoCloseable {

  /** The one that clients are told. */
  int port();

  /** Waits until an instance of this service is registered. */
  void awaitRegistered(String service) throws InterruptedException;

  boolean isRegistered(String service);

  @Override
  void close();
}
