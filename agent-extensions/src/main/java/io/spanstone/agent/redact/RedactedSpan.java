package io.spanstone.agent.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span but for its secrets. */
final class RedactedSpan extends DelegatingSpanData {

  private final String name;
  private final Attributes attributes;
  private final List<EventData> events;
  private final List<LinkData> links;
  private final StatusData status;

  private RedactedSpan(
      SpanData span,
      String name,
      Attributes attributes,
      List<EventData> events,
      List<LinkData> links,
      StatusData status) {
    super(span);
    this.name = name;
    this.attributes = attributes;
    this.events = events;
    this.links = links;
    this.status = status;
  }

  /** The very same span if it has no secrets. */
  static SpanData of(SpanData span, SecretAttributes secrets) {
    String name = secrets.redact(span.getName());
    Attributes found = span.getAttributes();
    Attributes attributes = secrets.redact(found);
    List<EventData> foundEvents = span.getEvents();
    List<EventData> events = Unchanged.or(foundEvents, event -> redact(event, secrets));
    List<LinkData> foundLinks = span.getLinks();
    List<LinkData> links = Unchanged.or(foundLinks, link -> redact(link, secrets));
    StatusData foundStatus = span.getStatus();
    StatusData status = redact(foundStatus, secrets);
    return name.equals(span.getName())
            && attributes == found
            && events == foundEvents
            && links == foundLinks
            && status == foundStatus
        ? span
        : new RedactedSpan(span, name, attributes, events, links, status);
  }

  private static EventData redact(EventData event, SecretAttributes secrets) {
    Attributes attributes = secrets.redact(event.getAttributes());
    return attributes == event.getAttributes()
        ? event
        : EventData.create(
            event.getEpochNanos(), event.getName(), attributes, event.getTotalAttributeCount());
  }

  private static LinkData redact(LinkData link, SecretAttributes secrets) {
    Attributes attributes = secrets.redact(link.getAttributes());
    return attributes == link.getAttributes()
        ? link
        : LinkData.create(link.getSpanContext(), attributes, link.getTotalAttributeCount());
  }

  private static StatusData redact(StatusData status, SecretAttributes secrets) {
    String description = secrets.redact(status.getDescription());
    return description.equals(status.getDescription())
        ? status
        : StatusData.create(status.getStatusCode(), description);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }
}
