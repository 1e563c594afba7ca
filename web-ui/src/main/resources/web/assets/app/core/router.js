import { Store, useStore } from "./store.js";

/**
 * The address bar is the one place where a view's choices live: path, and query parameters.
 * Whatever is drawn follows from them, so that a link shares exactly what is seen.
 *
 * Changes that leave no history entry show at once, and the address bar follows a little later:
 * browsers limit how often it may be written, and a held-down key would pass that limit.
 */
const here = new Store(read());
const WRITE_MILLIS = 150;
let pendingWrite = 0;
let mayLeave = () => true;

/** @returns {{path: string, query: URLSearchParams}} */
export function useUrl() {
  return useStore(here);
}

/** Goes to a page of ours; `replace` leaves no entry in the history. */
export function navigate(href, { replace = false } = {}) {
  const { path, query } = here.value;
  if (href === hrefWith(path, {}, query)) return;
  const target = new URL(href, location.origin);
  if (target.pathname !== path && !mayLeave()) return;
  if (replace) {
    pendingWrite ||= setTimeout(writeNow, WRITE_MILLIS);
  } else {
    writeNow();
    history.pushState(null, "", target);
  }
  here.set({ path: target.pathname, query: target.searchParams });
  if (target.pathname !== path) scrollTo(0, 0);
}

/**
 * Has a page asked before it is left for another one.
 *
 * @param {() => boolean} ask whether it may be left
 * @returns {() => void} ends that
 */
export function guardLeaving(ask) {
  mayLeave = ask;
  return () => {
    if (mayLeave === ask) mayLeave = () => true;
  };
}

/**
 * Changes some query parameters of this page. A null, undefined, empty string or empty array takes
 * the parameter away; an array repeats it.
 */
export function setQuery(changes, options) {
  navigate(hrefWith(here.value.path, changes, here.value.query), options);
}

/** The address of this page with some query parameters changed, as setQuery changes them. */
export function queryHref(changes) {
  return hrefWith(here.value.path, changes, here.value.query);
}

const KEPT_BETWEEN_PAGES = ["range", "start", "end", "refresh"];

/** The address of another page, with the time range of this one. */
export function pageHref(path, parameters = {}) {
  const kept = new URLSearchParams();
  for (const name of KEPT_BETWEEN_PAGES) {
    const value = here.value.query.get(name);
    if (value !== null) kept.set(name, value);
  }
  return hrefWith(path, parameters, kept);
}

export const servicePath = (name) => `/services/${encodeURIComponent(name)}`;
export const tracePath = (id) => `/traces/${encodeURIComponent(id)}`;

/** Follows clicks on links to our pages and the browser's back and forward. */
export function startRouter(isPage) {
  addEventListener("popstate", () => {
    clearTimeout(pendingWrite);
    pendingWrite = 0;
    const { path, query } = here.value;
    if (location.pathname !== path && !mayLeave()) history.pushState(null, "", hrefWith(path, {}, query));
    else here.set(read());
  });
  addEventListener("pagehide", writeNow);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hasAttribute("target") || link.hasAttribute("download")) return;
    // Not link.href, which is no text in SVG.
    const target = new URL(link.getAttribute("href"), location.href);
    if (target.origin !== location.origin || !isPage(target.pathname)) return;
    event.preventDefault();
    navigate(target.pathname + target.search);
  });
}

function writeNow() {
  if (pendingWrite === 0) return;
  clearTimeout(pendingWrite);
  pendingWrite = 0;
  history.replaceState(null, "", hrefWith(here.value.path, {}, here.value.query));
}

function read() {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function hrefWith(path, changes, query) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") next.append(name, String(one));
    }
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
