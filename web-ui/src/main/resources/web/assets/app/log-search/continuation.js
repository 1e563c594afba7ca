import { useEffect, useRef } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { watchSight } from "../controls/watch-sight.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setAbsolute } from "../core/time-range.js";
import { formatInstant } from "../core/units.js";

const MOST_LINES = 10_000;

/** How far the list reaches, and the way on: by itself when its end comes into sight. */
export function Continuation({ data, more }) {
  const { logs, complete, cursor, scannedUntil, bounds } = data;
  const end = useRef(null);
  const full = logs.length >= MOST_LINES;
  const byItself = complete && cursor && !full && !more.problem;
  const load = useRef(more);
  load.current = more;
  useEffect(() => {
    if (!byItself) return undefined;
    return watchSight(
      end.current,
      ({ isIntersecting }) => isIntersecting && !load.current.adding && load.current.load(),
      { rootMargin: "600px" },
    );
  }, [byItself, data]);
  const reach = scannedUntil === null ? "" : t("traces.reach", { time: formatInstant(scannedUntil) });
  return html`
    ${more.problem && html`<${ProblemPanel} problem=${more.problem} retry=${more.load} />`}
    <div class="continuation" role="status" ref=${end}>
      <span>
        ${t("logs.shown", { count: logs.length })} ${!complete && `${t("traces.incomplete")} ${reach}`}
        ${complete && !cursor && logs.length > 0 && t("logs.whole")}
      </span>
      ${cursor && !full &&
      html`
        <button type="button" class="button" disabled=${more.adding} onClick=${more.load}>
          ${t(complete ? "logs.older" : "traces.goOn")}
        </button>
      `}
      ${cursor && full &&
      html`
        <button
          type="button"
          class="button"
          onClick=${() => setAbsolute(bounds.start, logs.at(-1).time + 1)}
        >
          ${t("logs.fromHere")}
        </button>
      `}
    </div>
  `;
}
