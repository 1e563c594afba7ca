import { useEffect } from "preact/hooks";
import { Store, useStore } from "./store.js";
import { REFRESH_INTERVALS, useRefreshInterval } from "./time-range.js";

/** Counts up whenever the pages should ask again. */
const ticks = new Store(0);

export function useRefreshTick() {
  return useStore(ticks);
}

export function refreshNow() {
  ticks.set(ticks.value + 1);
}

/** Drives the chosen refreshing; rests while nobody looks at the page. */
export function useAutoRefresh() {
  const interval = useRefreshInterval();
  useEffect(() => {
    if (interval === null) return undefined;
    const timer = setInterval(() => document.hidden || refreshNow(), REFRESH_INTERVALS[interval]);
    return () => clearInterval(timer);
  }, [interval]);
}
