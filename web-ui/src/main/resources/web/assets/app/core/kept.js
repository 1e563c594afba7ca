import { useEffect, useState } from "preact/hooks";
import { language } from "./i18n.js";

/** By the page and the name. */
const kept = new Map();

/** Forgets what is kept of a page, as when one leaves it. */
export function forget(path) {
  for (const key of kept.keys()) {
    if (key.startsWith(`${path} `)) kept.delete(key);
  }
}

/**
 * State that stays when everything is drawn anew in another language: what a form has in which
 * somebody writes, and that it is open.
 *
 * @template T
 * @param {string} name which no other such state of the page has
 * @param {T | (() => T)} initial
 * @returns {[T, (next: T | ((before: T) => T)) => void]}
 */
export function useKept(name, initial) {
  const [key] = useState(() => `${location.pathname} ${name}`);
  const [value, setValue] = useState(kept.has(key) ? kept.get(key) : initial);
  kept.set(key, value);
  useEffect(() => {
    const drawnIn = language();
    return () => {
      if (language() === drawnIn) kept.delete(key);
    };
  }, []);
  return [value, setValue];
}
