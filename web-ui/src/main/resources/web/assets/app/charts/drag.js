import { useRef, useState } from "preact/hooks";
import { hover } from "./hover.js";
import { nearestIndex } from "./step.js";

const LEAST_PIXELS = 5;

/**
 * What the pointer does over a chart: moving shows values, dragging chooses a stretch of time.
 *
 * @param {{id: string, area, bounds, times: number[], offset: number, onZoom: (start: number,
 *     end: number) => void, onPick: ((time: number) => void) | null}} chart `offset` is where in its
 *     bucket a value is drawn; `onPick` gets the time that was clicked on
 */
export function usePointer({ id, area, bounds, times, offset, onZoom, onPick }) {
  const [selection, setSelection] = useState(null);
  const dragFrom = useRef(null); // events come faster than components are drawn anew
  const [y, setY] = useState(0);
  const timeAt = (x) => bounds.start + (x / area.width) * (bounds.end - bounds.start);

  const place = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: Math.min(Math.max(0, event.clientX - box.left), box.width),
      y: event.clientY - box.top,
    };
  };
  const point = (event) => {
    const at = place(event);
    const index = nearestIndex(times, timeAt(at.x) - offset);
    setY(at.y);
    if (index < 0) return hover.set(null);
    const { value } = hover;
    if (value?.chart !== id || value.time !== times[index]) {
      hover.set({ time: times[index], chart: id });
    }
  };
  const leave = () => {
    if (hover.value?.chart === id) hover.set(null);
  };
  const dragTo = (x) => {
    const from = dragFrom.current;
    const chosen = from !== null && Math.abs(x - from) >= LEAST_PIXELS;
    return chosen ? { from: Math.min(from, x), to: Math.max(from, x) } : null;
  };
  const end = () => {
    dragFrom.current = null;
    setSelection(null);
  };
  const handlers = {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      dragFrom.current = place(event).x;
      point(event);
    },
    onPointerMove: (event) => {
      const chosen = dragTo(place(event).x);
      // Not before: what is captured gets the click, and marks are links to be clicked.
      if (chosen !== null) event.currentTarget.setPointerCapture(event.pointerId);
      setSelection(chosen);
      if (chosen === null && event.target.closest("a")) leave();
      else point(event);
    },
    onPointerUp: (event) => {
      const pressed = dragFrom.current !== null;
      const { x } = place(event);
      const chosen = dragTo(x);
      end();
      if (chosen === null) {
        const index = pressed ? nearestIndex(times, timeAt(x) - offset) : -1;
        if (onPick && index >= 0) onPick(times[index]);
        return;
      }
      hover.set(null);
      onZoom(timeAt(chosen.from), timeAt(chosen.to));
    },
    onPointerCancel: end,
    onPointerLeave: () => {
      if (selection === null) end(); // pressed here, but let go elsewhere
      leave();
    },
  };
  return { handlers, y, selection };
}
