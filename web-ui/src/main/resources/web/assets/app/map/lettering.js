/** How large what the map says is written: the larger on the map, the farther away it is. */
const NODE_FONT = 13;
const EDGE_FONT = 11;
const READABLE_PIXELS = 10;
const LARGEST_SCALE = 2.5;
/** From here on, what edges say would be too small, or too large for its place. */
const SILENT_EDGES_SCALE = 1.2;
const LARGEST_EDGE_SCALE = 1.4;
const SCALE_STEP = 0.15;
const WIDEST_NAME = 170;
const GAP = 10;

/** With hundreds of names it takes longer than a frame to write them all anew. */
const MILLIS_A_FRAME = 8;
const WRITTEN_AT_ONCE = 20;

/** How much larger names must be written to be read at that zoom; in steps. */
export function labelScale(zoom) {
  const wanted = READABLE_PIXELS / (NODE_FONT * zoom);
  return Math.min(LARGEST_SCALE, 1 + Math.ceil(Math.max(0, wanted - 1) / SCALE_STEP) * SCALE_STEP);
}

/** @param {import("./layout.js").Grain} grain */
export function nodeLettering(scale, { turned, layer, place }) {
  const room = Math.min(WIDEST_NAME * scale, (turned ? place : layer) - GAP);
  return { font: NODE_FONT * scale, room };
}

/** @param {boolean} loud whether the edge says something that must be seen on a small map, too */
export function edgeLettering(scale, label, loud) {
  return {
    font: EDGE_FONT * (loud ? Math.min(scale, LARGEST_EDGE_SCALE) : 1),
    says: loud || scale < SILENT_EDGES_SCALE ? label : "",
  };
}

/**
 * Writes everything at another scale, names first, some of it a frame.
 *
 * @param {import("./layout.js").Grain} grain
 * @returns {() => void} stops it
 */
export function rewrite(cy, scale, grain) {
  const waiting = cy.elements().filter((element) => {
    const wanted = lettering(element, scale, grain);
    return Object.keys(wanted).some((field) => element.data(field) !== wanted[field]);
  });
  let written = 0;
  let frame = 0;
  // What an edge says may have changed since the first frame.
  const writeSome = () => {
    const some = waiting.slice(written, written + WRITTEN_AT_ONCE);
    some.forEach((element) => element.data(lettering(element, scale, grain)));
    written += some.length;
  };
  const next = () => {
    const until = performance.now() + MILLIS_A_FRAME;
    while (written < waiting.length && performance.now() < until) cy.batch(writeSome);
    if (written < waiting.length) frame = requestAnimationFrame(next);
  };
  next();
  return () => cancelAnimationFrame(frame);
}

function lettering(element, scale, grain) {
  return element.isNode()
    ? nodeLettering(scale, grain)
    : edgeLettering(scale, element.data("label"), element.data("loud"));
}
