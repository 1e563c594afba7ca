import { useEffect } from "preact/hooks";
import { Store, useStore } from "./store.js";
import { REFRESH_INTERVALS, useRefreshInterval } from "./time-range.js";

/** Counts how often the pages should have asked again: by the clock, and because somebody wants it. */
const ticks = new Store({ clock: 0, wanted: 0 });

export function useRefreshTick() {
  return useStore(ticks);
}

/** Because somebody wants it: what is being asked already is asked once more. */
export function refreshNow() {
  ticks.set({ ...ticks.value, wanted: ticks.value.wanted + 1 });
}

/** As often as the clock says: what is being asked already is fresh enough. */
export function refreshByClock() {
  ticks.set({ ...ticks.value, clock: ticks.value.clock + 1 });
}

/** Drives the chosen refreshing; rests while nobody looks at the page. */
export function useAutoRefresh() {
  const interval = useRefreshInterval();
  useEffect(() => {
    if (interval === null) return undefined;
    const timer = setInterval(() => document.hidden || refreshByClock(), REFRESH_INTERVALS[interval]);
    return () => clearInterval(timer);
  }, [interval]);
}
