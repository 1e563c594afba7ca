package io.spanstone.demo.service;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The faults that a service can be made to have. Thread-safe. */
public final class FaultSwitches {

  private final Map<String, Boolean> switches = new TreeMap<>();

  /** All off. */
  public FaultSwitches(Collection<String> names) {
    names.forEach(name -> switches.put(name, false));
  }

  /** Whether this fault is switched on. */
  public synchronized boolean isOn(String name) {
    return switches.getOrDefault(name, false);
  }

  synchronized boolean has(String name) {
    return switches.containsKey(name);
  }

  synchronized void set(String name, boolean on) {
    switches.put(name, on);
  }

  synchronized Map<String, Boolean> all() {
    return new TreeMap<>(switches);
  }
}
