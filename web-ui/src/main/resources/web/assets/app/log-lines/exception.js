import { StackTrace } from "../controls/stack-trace.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/** The attributes that are shown as an exception. */
export const EXCEPTION_KEYS = ["exception.stacktrace"];

/** What was thrown: its type and message, what caused it, and the stack. */
export function Exception({ attributes }) {
  const type = attributes["exception.type"];
  const stack = attributes["exception.stacktrace"];
  if (type === undefined && stack === undefined) return null;
  const message = attributes["exception.message"];
  return html`
    <section class="log-thrown" aria-label=${t("span.event.exception")}>
      <p>
        <strong class="exception-type">${String(type ?? t("span.event.exception"))}</strong>
        ${message !== undefined && html`<span class="exception-message">${String(message)}</span>`}
      </p>
      ${stack !== undefined && html`<${StackTrace} text=${String(stack)} chain />`}
    </section>
  `;
}
