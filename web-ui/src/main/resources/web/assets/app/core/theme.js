import { Store, useStore } from "./store.js";

const KEY = "spanstone.theme";
const CHOICES = ["system", "light", "dark"];
const systemDark = matchMedia("(prefers-color-scheme: dark)");

const choice = new Store(document.documentElement.dataset.theme ?? "system");
const dark = new Store(isDark());
systemDark.addEventListener("change", () => dark.set(isDark()));

/** @returns {"system" | "light" | "dark"} */
export function useThemeChoice() {
  return useStore(choice);
}

/** Whether dark colours show; for what is painted on a canvas. */
export function useDark() {
  return useStore(dark);
}

export function switchTheme() {
  const next = CHOICES[(CHOICES.indexOf(choice.value) + 1) % CHOICES.length];
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  choice.set(next);
  dark.set(isDark());
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}
