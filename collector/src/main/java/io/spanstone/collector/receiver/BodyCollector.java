package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.spanstone.otlp.Slice;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Gathers a request's body in one array, within the limits of it and of all requests. What is
 * beyond them is discarded as it arrives, rather than left to wait: a sender that cannot send does
 * not read the answer either, and would try again what it should not.
 */
final class BodyCollector implements Subscriber<HttpObject> {
  /** A sender that tells this much or less gets room for it with its first bytes. */
  private static final int TRUSTED_BYTES = 256 << 10;

  private static final int MIN_BYTES = 1024;
  private static final int GROWTH = 4;

  /** What a request occupies besides its body. */
  private static final int REQUEST_BYTES = 2048;

  private final int maxBytes;
  private final int maxBodyBytes;
  private final long toldBytes;
  private final InFlight.Share share;
  private final CompletableFuture<Slice> body = new CompletableFuture<>();
  private byte[] bytes = Slice.EMPTY.array();
  private int length;

  private BodyCollector(int maxBytes, int framingBytes, long toldBytes, InFlight.Share share) {
    this.maxBytes = maxBytes;
    this.maxBodyBytes = maxBytes + framingBytes;
    this.toldBytes = toldBytes;
    this.share = share;
  }

  /**
   * Reads the body.
   *
   * @param framingBytes how much larger than {@code maxBytes} the body may be
   * @param share pays for it as it arrives
   * @param eventLoop where the future completes; with a {@link Refusal} if the body is too large
   */
  static CompletableFuture<Slice> collect(
      HttpRequest request,
      int maxBytes,
      int framingBytes,
      InFlight.Share share,
      EventExecutor eventLoop) {
    BodyCollector collector =
        new BodyCollector(maxBytes, framingBytes, request.headers().contentLength(), share);
    request.subscribe(collector, eventLoop, SubscriptionOption.WITH_POOLED_OBJECTS);
    return collector.body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
    try {
      share.add(REQUEST_BYTES);
      if (toldBytes > maxBodyBytes) {
        throw Inflation.tooLarge(maxBytes);
      }
    } catch (Refusal e) {
      refuse(e);
    }
  }

  @Override
  public void onNext(HttpObject object) {
    if (object instanceof HttpData data) {
      try (data) {
        if (!body.isDone()) {
          append(data.byteBuf());
        }
      } catch (Refusal e) {
        refuse(e);
      }
    }
  }

  @Override
  public void onError(Throwable cause) {
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    body.complete(new Slice(bytes, 0, length));
  }

  private void refuse(Refusal refusal) {
    bytes = Slice.EMPTY.array();
    length = 0;
    body.completeExceptionally(refusal);
  }

  private void append(ByteBuf more) {
    int added = more.readableBytes();
    if (added > maxBodyBytes - length) {
      throw Inflation.tooLarge(maxBytes);
    }
    if (length + added > bytes.length) {
      int capacity = capacity(length + added);
      share.add(capacity - bytes.length);
      bytes = Arrays.copyOf(bytes, capacity);
    }
    more.readBytes(bytes, length, added);
    length += added;
  }

  /** Beyond what is trusted grows with what has arrived, not with what was told. */
  private int capacity(int needed) {
    long most = toldBytes >= needed ? toldBytes : maxBodyBytes;
    long told = Math.min(toldBytes, TRUSTED_BYTES);
    long grown = Math.max(Math.max(MIN_BYTES, told), (long) GROWTH * bytes.length);
    return (int) Math.max(needed, Math.min(grown, most));
  }
}
