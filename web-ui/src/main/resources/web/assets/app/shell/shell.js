import { html } from "../core/html.js";
import { t, useLanguage } from "../core/i18n.js";
import { useUrl } from "../core/router.js";
import { routeOf } from "../pages/routes.js";
import { LoadedPage } from "./loaded-page.js";
import { Navigation } from "./navigation.js";

/** Navigation beside the page that the address names. */
export function Shell() {
  const language = useLanguage();
  const { path } = useUrl();
  const { route, parameters } = routeOf(path);

  // Another language draws everything anew; what was chosen is in the address and stays.
  return html`
    <div class="shell" key=${language}>
      <a class="skip" href="#main">${t("nav.skip")}</a>
      <${Navigation} />
      <${LoadedPage} key=${path} route=${route} parameters=${parameters} />
    </div>
  `;
}
