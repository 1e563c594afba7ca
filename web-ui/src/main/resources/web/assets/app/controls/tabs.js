import { useEffect, useRef } from "preact/hooks";
import { html } from "../core/html.js";
import { pageHref, useUrl } from "../core/router.js";

/**
 * Pages that belong together, in one row; what has no room is a swipe away, but not the one on show.
 *
 * @param {{label, tabs: {path, text, parameters?}[]}} props
 */
export function Tabs({ label, tabs }) {
  const { path } = useUrl();
  const row = useRef(null);
  useEffect(() => {
    const here = row.current.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!here) return;
    const { left, width } = row.current.getBoundingClientRect();
    row.current.scrollLeft += here.left + here.width / 2 - (left + width / 2);
  }, [path]);
  return html`
    <nav class="tabs" ref=${row} aria-label=${label}>
      ${tabs.map(
        (tab) => html`
          <a
            key=${tab.path}
            href=${pageHref(tab.path, tab.parameters)}
            aria-current=${decodeURI(tab.path) === decodeURI(path) ? "page" : null}
          >
            ${tab.text}
          </a>
        `,
      )}
    </nav>
  `;
}
