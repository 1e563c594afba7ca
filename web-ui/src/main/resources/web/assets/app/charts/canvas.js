import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../core/html.js";
import { Plot } from "./plot.js";

/**
 * A picture of series, drawn anew whenever it changes, without moving and without flicker. What it
 * shows is said in words by `label`, and in full by the table that the panel offers.
 *
 * @param {{picture: import("./plot.js").Picture, label: string, onArea: (area) => void}} props
 */
export function ChartCanvas({ picture, label, onArea }) {
  const canvas = useRef(null);
  const plot = useRef(null);
  useLayoutEffect(() => {
    plot.current = new Plot(canvas.current, onArea);
    return () => {
      plot.current.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => plot.current.show(picture), [picture]);
  return html`<canvas ref=${canvas} role="img" aria-label=${label} />`;
}
