package io.spanstone.query.alert.lease;

import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of this process: one document each, written anew every two seconds by its holder. Who
 * sees a document unchanged for eight seconds of his own clock takes the lease over; so no two
 * clocks are compared. A lease that is given up is free at once. Thread-safe.
 *
 * <p>Each process also holds one lease of its own, by which the others know that it is there:
 * leases that are {@linkplain #share shared} go to whom a hash of lease and process says.
 */
public final class Leases implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Leases.class);
  private static final String KIND = "lease";
  private static final String MEMBER = "member-";
  private static final long ROUND_MILLIS = 2_000;
  private static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(8);
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private record Seen(DocumentVersion version, long sinceNanos) {}

  private final Documents documents;
  private final String process;
  private final List<HeldLease> wanted = new CopyOnWriteArrayList<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread made = new Thread(run, "leases");
            made.setDaemon(true);
            return made;
          });
  private boolean failing;
  private boolean closed;

  private Leases(Documents documents, String process) {
    this.documents = documents;
    this.process = process;
  }

  /**
   * Begins to look after leases.
   *
   * @param process names this process among all others, and in all time
   */
  public static Leases start(Documents documents, String process) {
    Leases leases = new Leases(documents, process);
    leases.hold(MEMBER + process);
    ScheduledFuture<?> unused =
        leases.thread.scheduleWithFixedDelay(leases::round, 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    return leases;
  }

  /** Wants a lease from now on, and keeps it as soon as it is free. Does not wait for it. */
  public Lease hold(String name) {
    return want(name, false);
  }

  /** The same of a lease that is to be spread over the processes. */
  public Lease share(String name) {
    return want(name, true);
  }

  /** Gives all leases up. Idempotent. */
  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      closed = true;
      wanted.forEach(HeldLease::close);
    }
  }

  private Lease want(String name, boolean shared) {
    HeldLease lease = new HeldLease(this, name, shared);
    wanted.add(lease);
    if (!thread.isShutdown()) {
      thread.execute(this::round);
    }
    return lease;
  }

  synchronized void leave(HeldLease lease) {
    if (wanted.remove(lease)) {
      release(lease);
    }
  }

  private synchronized void round() {
    if (closed) {
      return;
    }
    try {
      Map<String, Document> now = look();
      Set<String> members = members(now);
      for (HeldLease lease : wanted) {
        renewOrTake(lease, now.get(lease.name()), members);
      }
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing && !thread.isShutdown()) {
        logger.warn("Leases of alerting cannot be looked after: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Reads all, and notes since when each is as it is. */
  private Map<String, Document> look() throws IOException {
    long asked = System.nanoTime();
    Map<String, Document> now = new HashMap<>();
    for (Document document : documents.list(KIND)) {
      now.put(document.id(), document);
      Seen before = seen.get(document.id());
      if (before == null || !before.version().equals(document.version())) {
        seen.put(document.id(), new Seen(document.version(), System.nanoTime()));
      }
    }
    seen.keySet().retainAll(now.keySet());
    for (Document document : new ArrayList<>(now.values())) {
      Seen since = seen.get(document.id());
      if (document.id().startsWith(MEMBER)
          && since != null
          && asked - since.sinceNanos() > FORGOTTEN_NANOS) {
        documents.delete(KIND, document.id(), document.version());
        now.remove(document.id());
      }
    }
    return now;
  }

  private Set<String> members(Map<String, Document> now) throws IOException {
    Set<String> members = new TreeSet<>(Set.of(process));
    for (Document document : now.values()) {
      if (document.id().startsWith(MEMBER) && !isFree(document)) {
        members.add(document.id().substring(MEMBER.length()));
      }
    }
    return members;
  }

  private void renewOrTake(HeldLease lease, @Nullable Document document, Set<String> members)
      throws IOException {
    boolean turn = !lease.shared() || isTurn(lease.name(), members);
    if (lease.owner() && !turn) {
      release(lease);
      return;
    }
    try {
      if (lease.closed() || !turn) {
        return;
      }
      long begun = System.nanoTime();
      long until = begun + EXPIRY_NANOS - MARGIN_NANOS;
      if (document == null) {
        write(lease, documents.create(KIND, lease.name(), text(1)), 1, until);
        return;
      }
      LeaseText text = LeaseText.of(document);
      boolean ours = text.holder().equals(process);
      if (!ours) {
        lease.lost();
      }
      if (ours || isFree(document)) {
        long epoch = ours ? text.epoch() : text.epoch() + 1;
        Document written = documents.replace(KIND, lease.name(), text(epoch), document.version());
        write(lease, written, epoch, until);
      }
    } catch (DocumentExistsException | DocumentChangedException | DocumentMissingException e) {
      logger.debug("another was faster", e);
      lease.lost();
    }
  }

  private void write(HeldLease lease, Document written, long epoch, long untilNanos) {
    if (!lease.owner()) {
      logger.info("Holding the lease {} in epoch {}", lease.name(), epoch);
    }
    lease.gained(written.version(), epoch, untilNanos);
  }

  private void release(HeldLease lease) {
    DocumentVersion version = lease.version();
    long epoch = lease.epoch();
    lease.lost();
    if (version == null) {
      return;
    }
    try {
      if (lease.name().startsWith(MEMBER)) {
        documents.delete(KIND, lease.name(), version);
      } else {
        documents.replace(KIND, lease.name(), new LeaseText("", epoch).json(), version);
      }
    } catch (IOException | RuntimeException e) { // the latter if the connection is closed already
      logger.debug("the lease {} will be free when it has expired", lease.name(), e);
    }
  }

  private boolean isFree(Document document) throws IOException {
    Seen since = seen.get(document.id());
    return LeaseText.of(document).holder().isEmpty()
        || (since != null && System.nanoTime() - since.sinceNanos() > EXPIRY_NANOS);
  }

  /** Rendezvous hashing: when a process comes or goes, only its leases move. */
  private boolean isTurn(String lease, Set<String> members) {
    String first = process;
    for (String member : members) {
      int order = Integer.compare(rank(lease, member), rank(lease, first));
      if (order > 0 || (order == 0 && member.compareTo(first) > 0)) {
        first = member;
      }
    }
    return first.equals(process);
  }

  private static int rank(String lease, String member) {
    int hash = (lease + '\0' + member).hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  private String text(long epoch) {
    return new LeaseText(process, epoch).json();
  }
}
