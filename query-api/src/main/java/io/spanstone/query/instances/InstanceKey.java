package io.spanstone.query.instances;

/**
 * What tells instances apart.
 *
 * @param service its name, behind its namespace and a slash if it has one
 * @param id {@code service.instance.id}; empty if absent
 */
record InstanceKey(String service, String id) implements Comparable<InstanceKey> {
  @Override
  public int compareTo(InstanceKey other) {
    int byService = service.compareTo(other.service);
    return byService != 0 ? byService : id.compareTo(other.id);
  }
}
