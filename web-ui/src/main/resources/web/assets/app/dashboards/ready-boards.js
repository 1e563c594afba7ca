import { ChangeProblem } from "../controls/change-problem.js";
import { Icon } from "../controls/icon.js";
import { useChange } from "../controls/use-change.js";
import { createDashboard, fetchTemplates } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { navigate, pageHref } from "../core/router.js";

/** Those that have a name in the language. */
const KNOWN = ["red", "jvm", "databases-and-queues", "capacity", "telemetry"];

/** Dashboards that most teams want, each made by one click. */
export function ReadyBoards() {
  const { data } = useResource("templates", fetchTemplates);
  const { busy, problem, run } = useChange("ready");
  if (!data) return null;
  const create = async (dashboard) => {
    const created = await run(() => createDashboard(dashboard));
    if (created) navigate(pageHref(`/dashboards/${created.id}`));
  };
  return html`
    <section class="templates" aria-label=${t("dashboards.templates")}>
      <h2>${t("dashboards.templates")}</h2>
      <div class="template-choices">
        ${data.templates.map(
          ({ id, dashboard }) => html`
            <button
              type="button"
              class="button"
              key=${id}
              disabled=${busy}
              title=${dashboard.description}
              onClick=${() => create(dashboard)}
            >
              <${Icon} name="plus" />
              ${KNOWN.includes(id) ? t(`dashboards.template.${id}`) : dashboard.name}
            </button>
          `,
        )}
      </div>
      <${ChangeProblem} problem=${problem} />
    </section>
  `;
}
