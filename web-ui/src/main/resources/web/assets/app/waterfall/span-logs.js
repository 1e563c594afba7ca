import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { queryHref } from "../core/router.js";
import { formatNanos, nanos } from "../core/units.js";
import { messageOf } from "../log-lines/message.js";
import { levelColor } from "../log-query/levels.js";

const SHOWN = 100;

/** What one span logged, each at its time from the span's start. */
export function SpanLogs({ logs, start }) {
  if (logs.length === 0) return null;
  return html`
    <section class="details-section">
      <h3>${t("logs.title")} <span class="soft">${formatCount(logs.length)}</span></h3>
      <ol>
        ${logs.slice(0, SHOWN).map(
          ({ log, at, level }) => html`
            <li
              class="event span-log"
              key=${log.id}
              style=${{ "--color": `var(${levelColor(level)})` }}
            >
              <span class="event-time">+${formatNanos(nanos(at - start))}</span>
              <span class="log-level" data-level=${level}>${log.severity ?? "–"}</span>${" "}
              <a href=${queryHref({ view: "logs", log: log.id })} title=${t("logs.open")}>
                ${messageOf(log)}
              </a>
            </li>
          `,
        )}
      </ol>
      ${logs.length > SHOWN && html`<p class="soft">${t("explore.mostListed", { count: SHOWN })}</p>`}
    </section>
  `;
}
