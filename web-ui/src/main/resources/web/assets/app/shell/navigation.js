import { useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, useUrl } from "../core/router.js";
import { Logo } from "./logo.js";
import { Preferences } from "./preferences.js";

const PAGES = [
  { path: "/services", text: "nav.services", icon: "services" },
  { path: "/instances", text: "nav.instances", icon: "instances" },
  { path: "/map", text: "nav.map", icon: "map" },
  { path: "/traces", text: "nav.traces", icon: "traces" },
  { path: "/logs", text: "nav.logs", icon: "logs" },
  { path: "/explore", text: "nav.explore", icon: "explore" },
  { path: "/dashboards", text: "nav.dashboards", icon: "dashboards" },
  { path: "/alerts", text: "nav.alerts", icon: "alerts" },
  { path: "/status", text: "nav.status", icon: "status" },
];

/** The way to every page; on narrow screens it folds behind a button. */
export function Navigation() {
  const { path } = useUrl();
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => setOpen(false), [path]);

  return html`
    <nav
      class="nav"
      data-open=${open}
      aria-label=${t("nav.label")}
      onKeyDown=${(e) => e.key === "Escape" && setOpen(false)}
    >
      <div class="nav-head">
        <a class="brand" href=${pageHref("/")}><${Logo} /><span>Spanstone</span></a>
        <button
          type="button"
          class="icon-button nav-toggle"
          aria-expanded=${open}
          aria-controls="nav-body"
          aria-label=${t(open ? "nav.close" : "nav.open")}
          onClick=${() => setOpen(!open)}
        >
          <${Icon} name=${open ? "close" : "menu"} />
        </button>
      </div>
      <div class="nav-body" id="nav-body">
        <ul>
          ${PAGES.map(
            (page) => html`
              <${NavigationItem} key=${page.path} ...${page} current=${isWithin(path, page.path)} />
            `,
          )}
        </ul>
        <${Preferences} />
      </div>
    </nav>
  `;
}

function NavigationItem({ path, text, icon, current }) {
  return html`
    <li>
      <a href=${pageHref(path)} aria-current=${current ? "page" : null}>
        <${Icon} name=${icon} />${t(text)}
      </a>
    </li>
  `;
}

function isWithin(path, page) {
  return path === page || path.startsWith(`${page}/`);
}
