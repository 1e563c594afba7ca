import { render } from "preact";
import { html } from "./core/html.js";
import { loadLanguage } from "./core/i18n.js";
import { startRouter } from "./core/router.js";
import { isPage } from "./pages/routes.js";
import { Shell } from "./shell/shell.js";

await loadLanguage(document.documentElement.lang);
startRouter(isPage);
render(html`<${Shell} />`, document.getElementById("app"));
