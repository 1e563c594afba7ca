import { useEffect, useState } from "preact/hooks";
import { language } from "./i18n.js";
import { Store, useStore } from "./store.js";

/** By the page and the name. @type {Map<string, Store>} */
const kept = new Map();

/** Forgets what is kept of a page, as when one leaves it. */
export function forget(path) {
  for (const key of kept.keys()) {
    if (key.startsWith(`${path} `)) kept.delete(key);
  }
}

/**
 * State that stays when everything is drawn anew in another language: what a form has in which
 * somebody writes, that it is open, and what it is sending. What comes late, when another language
 * is shown by then, changes what is shown in that.
 *
 * @template T
 * @param {string} name which no other such state of the page has
 * @param {T | (() => T)} initial
 * @returns {[T, (next: T | ((before: T) => T)) => void]}
 */
export function useKept(name, initial) {
  const [key] = useState(() => `${location.pathname} ${name}`);
  const [store] = useState(
    () => kept.get(key) ?? new Store(typeof initial === "function" ? initial() : initial),
  );
  kept.set(key, store);
  useEffect(() => {
    const drawnIn = language();
    return () => {
      if (language() === drawnIn) kept.delete(key);
    };
  }, []);
  const set = (next) => store.set(typeof next === "function" ? next(store.value) : next);
  return [useStore(store), set];
}
