import { CopyButton } from "../controls/copy-button.js";
import { EmptyState } from "../controls/empty-state.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { isNarrowed, NO_SEARCH } from "../log-query/search.js";

/** Nothing was found: why that may be, and what to do. */
export function NoLogs({ search, wider, agent }) {
  if (isNarrowed(search)) {
    return html`
      <${EmptyState} title=${t("logs.none")} text=${t("logs.none.narrowed")}>
        ${wider}
        <button type="button" class="button" onClick=${() => setQuery(NO_SEARCH)}>
          ${t("search.clear")}
        </button>
      <//>
    `;
  }
  return html`
    <${EmptyState} title=${t("logs.none")} text=${t("logs.none.text")}>${wider}<//>
    <section class="send-logs">
      <h2>${t("logs.send")}</h2>
      <p>${t("logs.send.agent")}</p>
      ${agent}
      <p>${t("logs.send.lines")}</p>
      <div class="command">
        <code>${SEND}</code>
        <${CopyButton} text=${SEND} label=${t("copy.command")} />
      </div>
    </section>
  `;
}

/** 4318 is the collector's usual port for OTLP/HTTP. */
const SEND = `curl --data-binary @app.log "${location.protocol}//${location.hostname}:4318/v1/ingest/logs?service=my-service"`;
