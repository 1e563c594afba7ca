package io.spanstone.agent.registry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/** That this process is registered as an instance of an application. Thread-safe. */
final class Registration {

  static final AttributeKey<String> TYPE = stringKey("registry.type");
  static final AttributeKey<String> APPLICATION = stringKey("registry.application");
  static final AttributeKey<String> INSTANCE = stringKey("registry.instance_id");
  static final AttributeKey<String> STATUS = stringKey("registry.status");

  final Attributes attributes;

  private volatile String status;
  private volatile boolean registered = true;
  private volatile long lastHeartbeatUnixMilli;

  Registration(String type, String application, String instanceId, String status) {
    this.attributes = Attributes.of(TYPE, type, APPLICATION, application, INSTANCE, instanceId);
    this.status = status;
  }

  void registered(String newStatus) {
    status = newStatus;
    registered = true;
  }

  void deregistered() {
    registered = false;
  }

  void heartbeatTaken() {
    lastHeartbeatUnixMilli = System.currentTimeMillis();
  }

  boolean isRegistered() {
    return registered;
  }

  String status() {
    return status;
  }

  /** 0 if there was none. */
  long lastHeartbeatUnixMilli() {
    return lastHeartbeatUnixMilli;
  }
}
