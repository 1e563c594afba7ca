import { html } from "../core/html.js";

const WIDTH = 84;
const HEIGHT = 22;
const PAD = 2;

/**
 * A small line that shows how a figure went; the figure beside it is what counts, so it is hidden
 * from screen readers. Where all is zero there is nothing to draw.
 *
 * @param {{values: (number | null)[], tone: "rate" | "error" | "latency", most?: number}} props
 *     `most` is the least value that reaches the top
 */
export function Sparkline({ values, tone, most = 0 }) {
  if (values.every((value) => value === null || value === 0)) return null;
  const highest = values.reduce((max, value) => (value > max ? value : max), most) || 1;
  const x = (i) => (values.length < 2 ? WIDTH / 2 : (i / (values.length - 1)) * WIDTH);
  const y = (value) => HEIGHT - PAD - (value / highest) * (HEIGHT - 2 * PAD);
  const runs = runsOf(values);
  const points = (run) => run.map((i) => `${round(x(i))},${round(y(values[i]))}`).join(" ");
  return html`
    <svg
      class="sparkline"
      data-tone=${tone}
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      width=${WIDTH}
      height=${HEIGHT}
      aria-hidden="true"
    >
      ${runs.map(
        (run) => html`
          <polygon
            points="${round(x(run[0]))},${HEIGHT} ${points(run)} ${round(x(run.at(-1)))},${HEIGHT}"
          />
          <polyline points=${points(run)} />
        `,
      )}
    </svg>
  `;
}

/** The indices of the values, cut where one is missing. */
function runsOf(values) {
  const runs = [];
  values.forEach((value, i) => {
    if (value === null) return;
    if (i > 0 && values[i - 1] !== null) runs.at(-1).push(i);
    else runs.push([i]);
  });
  return runs;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
