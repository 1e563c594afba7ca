import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/** The worst first. */
const LEVELS = { critical: 1, error: 2, warning: 3, info: 4 };

/** How bad a severity is, for sorting; what is not known is between. */
export function rankOf(severity) {
  return Object.hasOwn(LEVELS, severity) ? LEVELS[severity] : 3.5;
}

export function AlertState({ state }) {
  return html`
    <span class="alert-state" data-state=${state}>
      <span class="verdict-dot" />${t(`alerts.state.${state}`)}
    </span>
  `;
}

export function Severity({ severity }) {
  if (!severity) return null;
  return html`<span class="alert-severity" data-severity=${severity}>${severity}</span>`;
}

const SAID_ELSEWHERE = new Set(["alertname", "severity"]);

/** Labels but those that stand elsewhere. */
export function AlertLabels({ labels }) {
  const shown = Object.entries(labels).filter(([name]) => !SAID_ELSEWHERE.has(name));
  if (shown.length === 0) return null;
  return html`
    <ul class="alert-labels">
      ${shown.map(
        ([name, value]) => html`
          <li key=${name} title=${`${name}=${value}`}>
            <span class="alert-label-name">${name}</span>${value}
          </li>
        `,
      )}
    </ul>
  `;
}

/** What people are told of an alert, or "". */
export function summaryOf({ annotations }) {
  const [first = ""] = Object.values(annotations);
  return annotations.summary ?? annotations.description ?? first;
}
