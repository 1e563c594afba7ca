import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../core/html.js";
import { useUrl } from "../core/router.js";
import { RangeFaults } from "./range-faults.js";
import { TimeRangeControl } from "./time-range-control.js";

/**
 * The frame of one page: its heading, the controls beside it, its contents. `wide` pages fill the
 * window and scroll inside; `timed` ones answer for the chosen time range.
 */
export function Page({ title, heading = title, actions, timed = false, fill = false, children }) {
  const { path } = useUrl();
  const head = useRef(null);
  useEffect(() => {
    document.title = `${title} · Spanstone`;
  }, [title]);
  // Before it is painted: whoever types into a field at once keeps the focus there.
  useLayoutEffect(() => {
    if (arrivedByNavigation) head.current?.focus({ preventScroll: true });
    arrivedByNavigation = true;
  }, [path]);

  return html`
    <main class="page" data-fill=${fill} id="main">
      <header class="page-head">
        <h1 ref=${head} tabindex="-1">${heading}</h1>
        <div class="page-actions">${actions} ${timed && html`<${TimeRangeControl} />`}</div>
      </header>
      ${timed && html`<${RangeFaults} />`} ${children}
    </main>
  `;
}

/** The first page leaves the focus where the browser put it; later ones announce themselves. */
let arrivedByNavigation = false;
