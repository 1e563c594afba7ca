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
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Gathers a request's body in one array, within the limits of it and of all requests. */
final class BodyCollector implements Subscriber<HttpObject> {
  private static final int MIN_BYTES = 1024;

  private final int maxBytes;
  private final InFlight.Share share;
  private final CompletableFuture<Slice> body = new CompletableFuture<>();
  private byte[] bytes = Slice.EMPTY.array();
  private int length;
  private @Nullable Subscription subscription;

  private BodyCollector(int maxBytes, InFlight.Share share) {
    this.maxBytes = maxBytes;
    this.share = share;
  }

  /**
   * Reads the body.
   *
   * @param share pays for it as it arrives
   * @param eventLoop where the future completes; with a {@link Refusal} if the body is too large
   */
  static CompletableFuture<Slice> collect(
      HttpRequest request, int maxBytes, InFlight.Share share, EventExecutor eventLoop) {
    BodyCollector collector = new BodyCollector(maxBytes, share);
    request.subscribe(collector, eventLoop, SubscriptionOption.WITH_POOLED_OBJECTS);
    return collector.body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (object instanceof HttpData data) {
      try (data) {
        append(data.byteBuf());
      } catch (Refusal e) {
        bytes = Slice.EMPTY.array();
        body.completeExceptionally(e);
        if (subscription != null) {
          subscription.cancel();
        }
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

  private void append(ByteBuf more) {
    int added = more.readableBytes();
    if (added > maxBytes - length) {
      throw Inflation.tooLarge(maxBytes);
    }
    if (length + added > bytes.length) {
      int capacity = Math.max(MIN_BYTES, Math.max(2 * bytes.length, length + added));
      share.add(capacity - bytes.length);
      bytes = Arrays.copyOf(bytes, capacity);
    }
    more.readBytes(bytes, length, added);
    length += added;
  }
}
