import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatSecond } from "../core/units.js";
import { timeTicks } from "../charts/scale.js";

const MOST_LANES = 16;
const TICKS = 6;

/**
 * When alerts fired: a lane for each, over the time that is asked for.
 *
 * @param {{lanes: import("./lives.js").Lane[], bounds: {start, end}, onChoose: (id: string) => void}}
 *     props
 */
export function AlertTimeLine({ lanes, bounds, onChoose }) {
  if (lanes.length === 0) return null;
  const { start, end } = bounds;
  const share = (time) => ((Math.min(Math.max(time, start), end) - start) / (end - start)) * 100;
  const { ticks, format } = timeTicks(start, end, TICKS);
  return html`
    <section class="time-line" aria-label=${t("history.timeLine")}>
      ${lanes.slice(0, MOST_LANES).map(
        ({ id, name, severity, labels, stretches }) => html`
          <button type="button" class="lane" key=${id} onClick=${() => onChoose(id)}>
            <span class="lane-name" title=${Object.values(labels).join(", ")}>
              ${name}<span class="lane-labels">${subjectOf(labels)}</span>
            </span>
            <span class="lane-track">
              ${stretches.map(
                (one) => html`
                  <span
                    key=${one.start}
                    class="lane-stretch"
                    data-severity=${severity}
                    data-open=${one.end === null}
                    title=${stretchText(one)}
                    style=${{
                      left: `${share(one.start)}%`,
                      width: `${share(one.end ?? end) - share(one.start)}%`,
                    }}
                  />
                `,
              )}
            </span>
          </button>
        `,
      )}
      <div class="lane lane-axis" aria-hidden="true">
        <span />
        <span class="lane-track">
          ${ticks.map(
            (time) => html`
              <span key=${time} class="lane-tick" style=${{ left: `${share(time)}%` }}>
                ${format(time)}
              </span>
            `,
          )}
        </span>
      </div>
      ${lanes.length > MOST_LANES &&
      html`<p class="note">${t("history.mostLanes", { count: MOST_LANES })}</p>`}
    </section>
  `;
}

/** What an alert is about; of an objective there are several, one a window. */
function subjectOf(labels) {
  if (labels.slo) return [labels.slo, labels.window].filter(Boolean).join(" · ");
  return labels.service_name ?? labels.job ?? labels.server ?? "";
}

function stretchText({ start, end }) {
  return end === null
    ? t("history.since", { start: formatSecond(start) })
    : t("history.fromTo", { start: formatSecond(start), end: formatSecond(end) });
}
