import { html } from "../core/html.js";
import { pageHref, useUrl } from "../core/router.js";

/** Pages that belong together. @param {{label, tabs: {path, text, parameters?}[]}} props */
export function Tabs({ label, tabs }) {
  const { path } = useUrl();
  return html`
    <nav class="tabs" aria-label=${label}>
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
