import { EmptyState } from "../controls/empty-state.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { Page } from "../shell/page.js";

export function NotFoundPage() {
  return html`
    <${Page} title=${t("notFound.title")}>
      <${EmptyState}
        title=${t("notFound.heading")}
        text=${t("notFound.text", { path: location.pathname })}
      >
        <a class="button primary" href=${pageHref("/services")}>${t("notFound.services")}</a>
      <//>
    <//>
  `;
}
