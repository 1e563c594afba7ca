import { StackTrace } from "../controls/stack-trace.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { formatNanos, nanos } from "../core/units.js";
import { Attributes } from "./attributes.js";

/** What happened during a span, each at its time from the span's start. */
export function Events({ events, startNano }) {
  return html`
    <section class="details-section">
      <h3>${t("span.events")} <span class="soft">${formatCount(events.length)}</span></h3>
      <ol>
        ${events.map(
          (event, i) => html`
            <li class="event" key=${i}>
              <span class="event-time">
                +${formatNanos(nanos(Number(event.timeUnixNano - startNano)))}
              </span>
              <${isException(event) ? ExceptionEvent : PlainEvent} event=${event} />
            </li>
          `,
        )}
      </ol>
    </section>
  `;
}

function isException({ attributes }) {
  return "exception.type" in attributes || "exception.stacktrace" in attributes;
}

function PlainEvent({ event }) {
  return html`<strong>${event.name}</strong><${Attributes} attributes=${event.attributes} bare />`;
}

function ExceptionEvent({ event }) {
  const {
    "exception.type": type = t("span.event.exception"),
    "exception.message": message = "",
    "exception.stacktrace": trace = "",
    ...others
  } = event.attributes;
  return html`
    <strong class="exception-type">${String(type)}</strong>
    ${message && html`<p class="exception-message">${String(message)}</p>`}
    ${trace && html`<${StackTrace} text=${String(trace)} />`}
    <${Attributes} attributes=${others} bare />
  `;
}
