package io.spanstone.agent.feign;

import feign.InvocationHandlerFactory.MethodHandler;
import feign.MethodMetadata;
import feign.Target;
import feign.codec.DecodeException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.NotesDoor;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A method of a client's interface, which its handler keeps. Immutable. */
public final class FeignMethod {

  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("feign.client");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("feign.method");
  private static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("url.template");
  private static final AttributeKey<String> DECODE_ERROR =
      AttributeKey.stringKey("feign.decode_error");

  private static final VirtualField<MethodHandler, FeignMethod> methods =
      VirtualField.find(MethodHandler.class, FeignMethod.class);

  /** A variable that says what its values look like, such as <code>{id:[0-9]+}</code>. */
  private static final Pattern PATTERNED = Pattern.compile("\\{([^{}:]+):[^{}]*\\}");

  private final Attributes names;
  private final Attributes notes;

  private FeignMethod(Attributes names, Attributes notes) {
    this.names = names;
    this.notes = notes;
  }

  /** A handler was made for a method of a client. */
  public static void made(Target<?> target, MethodMetadata metadata, MethodHandler handler) {
    String key = metadata.configKey();
    int end = key.indexOf('(');
    Attributes names =
        Attributes.of(
            CLIENT,
            target.type().getName(),
            METHOD,
            key.substring(key.indexOf('#') + 1, end < 0 ? key.length() : end));
    String template = metadata.template().url();
    int query = template.indexOf('?');
    String path = query < 0 ? template : template.substring(0, query);
    String route = base(target) + PATTERNED.matcher(path).replaceAll("{$1}");
    Attributes notes =
        names.toBuilder().put(TEMPLATE, route.startsWith("/") ? route : "/" + route).build();
    methods.set(handler, new FeignMethod(names, notes));
  }

  /** A client that guards its calls is called; null if it is not for a call. */
  public static @Nullable Scope guarded(Target<?> target, Method method) {
    return method.getDeclaringClass() == Object.class
        ? null
        : NotesDoor.beginGuarded(
            Attributes.of(CLIENT, target.type().getName(), METHOD, method.getName()));
  }

  /** An attempt begins. */
  public static @Nullable Scope enter(MethodHandler handler) {
    FeignMethod method = methods.get(handler);
    return method == null ? null : NotesDoor.begin(method.notes);
  }

  /** It ended. An answer that could not be decoded is no fault that the HTTP client sees. */
  public static void exit(
      MethodHandler handler, @Nullable Scope scope, @Nullable Throwable thrown) {
    if (scope != null) {
      scope.close();
    }
    FeignMethod method = methods.get(handler);
    if (thrown instanceof DecodeException && method != null) {
      Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
      Span span = Span.current();
      span.setAllAttributes(method.names);
      span.setAttribute(DECODE_ERROR, cause.getClass().getName());
      span.recordException(thrown);
    }
  }

  /** The path that is before those of all methods; empty if there is none, or it is not known. */
  private static String base(Target<?> target) {
    String url;
    try {
      url = target.url();
    } catch (RuntimeException noneOfItsOwn) {
      return "";
    }
    int host = url.indexOf("://");
    int path = host < 0 ? -1 : url.indexOf('/', host + 3);
    String base = path < 0 ? "" : url.substring(path);
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
