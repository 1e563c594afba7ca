import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatNanos, nanos } from "../core/units.js";
import { messageOf } from "../log-lines/message.js";
import { levelColor } from "../log-query/levels.js";
import { marksOf } from "./trace-logs.js";

/** Pixels that a mark takes. */
const MARK_WIDTH = 7;
const TOLD_CHARACTERS = 160;

/**
 * All logs of the trace on its time axis; a mark leads to the span that logged.
 *
 * @param {{logs: import("./trace-logs.js").TraceLogs, view, width: number,
 *     choose: (spanId: string) => void}} props
 */
export function LogLane({ logs, view, width, choose }) {
  return html`
    <div class="log-lane">
      <span class="rows-title">${t("waterfall.logs", { count: logs.all.length })}</span>
      <span class="log-marks" role="group" aria-label=${t("waterfall.logs", { count: logs.all.length })}>
        ${marksOf(logs.all, view, width / MARK_WIDTH).map((mark) => {
          const [{ log, at }] = mark.logs;
          const told = tellOf(mark);
          return html`
            <button
              type="button"
              class="log-mark"
              key=${at}
              style=${{ left: `${mark.share * 100}%`, "--color": `var(${levelColor(mark.level)})` }}
              title=${told}
              aria-label=${told}
              onClick=${() => choose(log.spanId)}
            />
          `;
        })}
      </span>
    </div>
  `;
}

/** Where a span logged, as ticks on its row. */
export function LogTicks({ logs, view, width }) {
  return marksOf(logs, view, width / MARK_WIDTH).map(
    (mark) => html`
      <span
        class="log-tick"
        key=${mark.logs[0].at}
        style=${{ left: `${mark.share * 100}%`, "--color": `var(${levelColor(mark.level)})` }}
        title=${tellOf(mark)}
      />
    `,
  );
}

function tellOf({ level, logs }) {
  const { log, at } = logs.find((one) => one.level === level);
  const told = `+${formatNanos(nanos(at))} ${t(`level.${level}`)} ${messageOf(log)}`;
  const others = logs.length > 1 ? ` (${t("waterfall.moreLogs", { count: logs.length - 1 })})` : "";
  return told.slice(0, TOLD_CHARACTERS) + others;
}
