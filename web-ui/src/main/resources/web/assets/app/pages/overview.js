import { useEffect } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchServices } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { refreshByClock } from "../core/refresh.js";
import { useResource } from "../core/resource.js";
import { navigate, pageHref } from "../core/router.js";
import { boundsOf } from "../core/time-range.js";
import { Logo } from "../shell/logo.js";
import { Page } from "../shell/page.js";
import { AttachAgent } from "./attach-agent.js";

const POLL_MILLIS = 2000;

/** Nothing stored yet: how to begin. Once anything is, this page gives way to the services. */
export function OverviewPage() {
  const { data, problem, loading, retry } = useResource("overview", (signal) =>
    fetchServices(boundsOf({ last: "7d" }), signal),
  );
  const hasData = data !== null && data.services.length > 0;

  useEffect(() => {
    if (hasData) navigate(pageHref("/services"), { replace: true });
  }, [hasData]);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || refreshByClock(), POLL_MILLIS);
    return () => clearInterval(timer);
  }, []);

  return html`
    <${Page} title=${t("overview.title")}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data === null && !problem && html`<${Skeleton} rows=${4} />`}
      ${data !== null && !hasData && html`<${Welcome} />`}
    <//>
  `;
}

function Welcome() {
  return html`
    <section class="welcome">
      <${Logo} />
      <h2>${t("overview.heading")}</h2>
      <p>${t("overview.text")}</p>
      <${AttachAgent} />
      <p class="waiting" role="status"><span class="pulse" />${t("overview.waiting")}</p>
    </section>
  `;
}
