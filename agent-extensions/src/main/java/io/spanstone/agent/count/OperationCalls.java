package io.spanstone.agent.count;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that the service makes by the operation in which it makes them: the one that its
 * local root span is of. That has its name for good when it ends, so calls wait for its end. Counts
 * all of them, sampled or not: nobody else knows.
 *
 * <p>A thread that makes a call only notes it. What else there is to do is done for many calls at a
 * time, by whoever {@linkplain #settle settles} them. Thread-safe.
 */
final class OperationCalls implements SpanProcessor {
  /** Who notes as many takes them. */
  private static final int MAX_NOTES = 2_048;

  private static final int MAX_GOING = 20_000;
  private static final int MAX_OPERATIONS = 10_000;
  private static final int MAX_WAITING = 50_000;
  private static final int MAX_WAITING_OF_OPERATION = 1_000;

  /** What goes on for longer may never end. */
  private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Function<Context, @Nullable Span> localRoot;
  private final Function<ReadableSpan, @Nullable String> callee;
  private final Counter counter;

  /** The newest of those that nobody has settled. */
  private final AtomicReference<@Nullable Note> notes = new AtomicReference<>();

  /** Calls that were going on when it was looked last. Guarded by this. */
  private List<Note> going = new ArrayList<>();

  /** Calls that wait for the end of their operation, by its span. Guarded by this. */
  private final Map<ReadableSpan, List<Call>> waiting = new HashMap<>();

  /** All of those. Guarded by this. */
  private int waitingCalls;

  /** Guarded by this. */
  private long lost;

  /** Counts a call. */
  interface Counter {
    /**
     * A call ended.
     *
     * @param group its call, in the operation
     */
    void count(CallGroup group, long endUnixNano, long nanos);
  }

  /**
   * @param localRoot the span of the service's that is above all others in a context; null if there
   *     is none
   * @param callee the node that the called service told that it is; null if it told nothing
   */
  OperationCalls(
      Function<Context, @Nullable Span> localRoot,
      Function<ReadableSpan, @Nullable String> callee,
      Counter counter) {
    this.localRoot = localRoot;
    this.callee = callee;
    this.counter = counter;
  }

  /** A call that has begun. */
  private static final class Note {
    final ReadableSpan call;
    final ReadableSpan operation;
    @Nullable Note older;
    int number = 1;

    Note(ReadableSpan call, ReadableSpan operation) {
      this.call = call;
      this.operation = operation;
    }

    void follows(@Nullable Note note) {
      older = note;
      number = note == null ? 1 : note.number + 1;
    }
  }

  /** A call that has ended. */
  private static final class Call {
    final CallGroup group;
    final long endUnixNano;
    final long nanos;

    Call(CallGroup group, long endUnixNano, long nanos) {
      this.group = group;
      this.endUnixNano = endUnixNano;
      this.nanos = nanos;
    }
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (span.getKind() == SpanKind.CLIENT || span.getKind() == SpanKind.PRODUCER) {
      Span operation = localRoot.apply(parentContext);
      if (operation instanceof ReadableSpan) {
        note(new Note(span, (ReadableSpan) operation));
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }

  private void note(Note note) {
    Note newest;
    do {
      newest = notes.get();
      note.follows(newest);
    } while (!notes.compareAndSet(newest, note));
    if (note.number % MAX_NOTES == 0) {
      takeNotes();
    }
  }

  /** Counts the calls that have ended, and of which the operation has, since it was done last. */
  synchronized void settle() {
    countThoseThatWaited();
    List<Note> before = going;
    going = new ArrayList<>();
    before.forEach(this::take);
    takeNotes();
  }

  /** Settles for the last time: operations that have not ended by now have no name. */
  synchronized void end() {
    settle();
    waiting.values().forEach(calls -> calls.forEach(call -> count(call, CallGroup.OTHER)));
    waiting.clear();
    waitingCalls = 0;
  }

  /** How many calls could not be counted by operation since it was last asked. */
  synchronized long takeLost() {
    long taken = lost;
    lost = 0;
    return taken;
  }

  private synchronized void takeNotes() {
    Note note = notes.getAndSet(null);
    while (note != null) {
      Note older = note.older;
      note.older = null; // what is kept keeps no other
      take(note);
      note = older;
    }
  }

  private void take(Note note) {
    if (note.call.hasEnded()) {
      try {
        ended(note);
      } catch (RuntimeException e) { // one that cannot be read keeps no other from being counted
        lost++;
      }
    } else if (going.size() < MAX_GOING && mayEnd(note.call)) {
      going.add(note);
    } else {
      lost++;
    }
  }

  private void countThoseThatWaited() {
    Iterator<Map.Entry<ReadableSpan, List<Call>>> operations = waiting.entrySet().iterator();
    while (operations.hasNext()) {
      Map.Entry<ReadableSpan, List<Call>> each = operations.next();
      ReadableSpan operation = each.getKey();
      boolean ended = operation.hasEnded();
      if (ended || !mayEnd(operation)) {
        operations.remove();
        waitingCalls -= each.getValue().size();
        String name = ended ? operation.getName() : CallGroup.OTHER;
        each.getValue().forEach(call -> count(call, name));
      }
    }
  }

  private static boolean mayEnd(ReadableSpan span) {
    return span.getLatencyNanos() < MAX_NANOS;
  }

  private void ended(Note note) {
    SpanData data = note.call.toSpanData();
    CallGroup group = CallGroup.made(data, callee.apply(note.call));
    if (!group.isWithoutCall()) {
      long end = data.getEndEpochNanos();
      ended(new Call(group, end, Math.max(0, end - data.getStartEpochNanos())), note.operation);
    }
  }

  private void ended(Call call, ReadableSpan operation) {
    if (operation.hasEnded()) {
      count(call, operation.getName());
    } else if (!waits(call, operation)) {
      count(call, CallGroup.OTHER);
    }
  }

  private boolean waits(Call call, ReadableSpan operation) {
    if (waitingCalls >= MAX_WAITING || !mayEnd(operation)) {
      return false;
    }
    List<Call> calls = waiting.get(operation);
    if (calls == null && waiting.size() < MAX_OPERATIONS) {
      calls = new ArrayList<>(2);
      waiting.put(operation, calls);
    }
    if (calls == null || calls.size() >= MAX_WAITING_OF_OPERATION) {
      return false;
    }
    waitingCalls++;
    return calls.add(call);
  }

  private void count(Call call, String operation) {
    counter.count(call.group.in(operation), call.endUnixNano, call.nanos);
  }
}
