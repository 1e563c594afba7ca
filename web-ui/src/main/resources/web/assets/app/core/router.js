import { Store, useStore } from "./store.js";

/**
 * The address bar is the one place where a view's choices live: path, and query parameters.
 * Whatever is drawn follows from them, so that a link shares exactly what is seen.
 */
const here = new Store(read());

/** @returns {{path: string, query: URLSearchParams}} */
export function useUrl() {
  return useStore(here);
}

export function currentUrl() {
  return here.value;
}

/** Goes to a page of ours; `replace` leaves no entry in the history. */
export function navigate(href, { replace = false } = {}) {
  const target = new URL(href, location.href);
  if (target.href === location.href) return;
  const samePage = target.pathname === location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", target);
  here.set(read());
  if (!samePage) window.scrollTo(0, 0);
}

/**
 * Changes some query parameters of this page. A null, undefined, empty string or empty array takes
 * the parameter away; an array repeats it.
 */
export function setQuery(changes, options) {
  navigate(hrefWith(location.pathname, changes, here.value.query), options);
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
  addEventListener("popstate", () => here.set(read()));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hasAttribute("target") || link.hasAttribute("download")) return;
    const target = new URL(link.getAttribute("href"), location.href); // SVG's links have no text href
    if (target.origin !== location.origin) return;
    if (!isPage(target.pathname)) return;
    event.preventDefault();
    navigate(target.href);
  });
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
