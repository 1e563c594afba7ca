import { useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

const KEY = "spanstone.waterfall.names";
const STEP = 24;
const LEAST = 120;
const MOST_SHARE = 0.75;

/** How wide the names are, in CSS pixels; the reader's own choice, kept in this browser. */
export function useNamesWidth() {
  const [width, setWidth] = useState(() => {
    const usual = innerWidth <= 760 ? innerWidth * 0.52 : Math.min(460, innerWidth * 0.32);
    return bounded(stored() ?? usual);
  });
  const set = (next) => {
    setWidth(bounded(next));
    try {
      localStorage.setItem(KEY, String(Math.round(bounded(next))));
    } catch {
      // Storage is switched off: the width holds until the page is left.
    }
  };
  return [width, set];
}

/** The line between names and times; drag it, or move it with the arrow keys. */
export function NamesSplitter({ width, setWidth }) {
  const drag = (event) => {
    const handle = event.currentTarget;
    const offset = event.clientX - width;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => setWidth(move.clientX - offset);
    handle.onpointerup = () => {
      handle.onpointermove = null;
      handle.onpointerup = null;
    };
  };
  const keyed = (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(width + step);
  };
  return html`
    <span
      class="splitter"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${t("waterfall.resize")}
      aria-valuenow=${Math.round(width)}
      onPointerDown=${drag}
      onKeyDown=${keyed}
    />
  `;
}

function bounded(width) {
  return Math.max(LEAST, Math.min(innerWidth * MOST_SHARE, width));
}

function stored() {
  try {
    const width = Number(localStorage.getItem(KEY));
    return width > 0 ? width : null;
  } catch {
    return null;
  }
}
