import { Store, useStore } from "./store.js";

/** As the style sheets have it. */
const screen = matchMedia("(width <= 760px)");
const narrow = new Store(screen.matches);
screen.addEventListener("change", () => narrow.set(screen.matches));

/** Whether the window is as narrow as a phone. @returns {boolean} */
export function useNarrow() {
  return useStore(narrow);
}
