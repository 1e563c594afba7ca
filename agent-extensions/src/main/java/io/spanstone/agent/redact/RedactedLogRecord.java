package io.spanstone.agent.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/** A log record but for its secrets. */
final class RedactedLogRecord implements LogRecordData {

  private final LogRecordData log;
  private final @Nullable Value<?> body;
  private final Attributes attributes;

  private RedactedLogRecord(LogRecordData log, @Nullable Value<?> body, Attributes attributes) {
    this.log = log;
    this.body = body;
    this.attributes = attributes;
  }

  /** The very same record if it has no secrets. */
  static LogRecordData of(LogRecordData log, SecretAttributes secrets) {
    Value<?> found = log.getBodyValue();
    Value<?> body = found == null ? null : secrets.redact(found);
    Attributes attributes = secrets.redact(log.getAttributes());
    return body == found && attributes == log.getAttributes()
        ? log
        : new RedactedLogRecord(log, body, attributes);
  }

  @Override
  public @Nullable Value<?> getBodyValue() {
    return body;
  }

  @Override
  @Deprecated
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return body == null
        ? io.opentelemetry.sdk.logs.data.Body.empty()
        : io.opentelemetry.sdk.logs.data.Body.string(body.asString());
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public Resource getResource() {
    return log.getResource();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return log.getInstrumentationScopeInfo();
  }

  @Override
  public long getTimestampEpochNanos() {
    return log.getTimestampEpochNanos();
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    return log.getObservedTimestampEpochNanos();
  }

  @Override
  public SpanContext getSpanContext() {
    return log.getSpanContext();
  }

  @Override
  public Severity getSeverity() {
    return log.getSeverity();
  }

  @Override
  public @Nullable String getSeverityText() {
    return log.getSeverityText();
  }

  @Override
  public int getTotalAttributeCount() {
    return log.getTotalAttributeCount();
  }

  @Override
  public @Nullable String getEventName() {
    return log.getEventName();
  }
}
