import { render } from "preact";
import { html } from "./core/html.js";
import { loadLanguage } from "./core/i18n.js";
import { startRouter } from "./core/router.js";
import { isPage, routeOf } from "./pages/routes.js";
import { loadPage } from "./shell/loaded-page.js";
import { Shell } from "./shell/shell.js";

const page = loadPage(routeOf(location.pathname).route).catch(() => null); // the shell tells that
await Promise.all([loadLanguage(document.documentElement.lang), page]);
startRouter(isPage);
render(html`<${Shell} />`, document.getElementById("app"));
