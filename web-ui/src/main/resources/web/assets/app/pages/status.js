import { useEffect } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchStatus } from "../core/api.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { refreshByClock } from "../core/refresh.js";
import { useResource } from "../core/resource.js";
import { formatBytes, formatInstantFully, formatNanos, nanos } from "../core/units.js";
import { Page } from "../shell/page.js";

const POLL_MILLIS = 3000;

/** What became of every record: the accounting of each signal, and the state of the storage. */
export function StatusPage() {
  const { data, problem, loading, retry } = useResource("status", fetchStatus);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || refreshByClock(), POLL_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return html`
    <${Page} title=${t("status.title")}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`
            <${Figures} status=${data} />
            <${Storage} disk=${data.elasticsearchDisk} expiring=${data.expiring} />
            <${Accounts} signals=${data.signals} />
          `
        : !problem && html`<${Skeleton} rows=${8} />`}
    <//>
  `;
}

function Figures({ status }) {
  const up = status.elasticsearch === "up";
  const figures = [
    ["Elasticsearch", html`<${Verdict} good=${up} text=${t(up ? "status.up" : "status.down")} />`],
    [t("status.lag"), status.lagSeconds === 0 ? "0 s" : formatNanos(nanos(status.lagSeconds * 1e9))],
    [t("status.journal"), formatBytes(status.journalBytes)],
    [t("status.diskFree"), formatBytes(status.diskFreeBytes)],
    status.uptimeSeconds !== null && [
      t("status.uptime"),
      formatNanos(nanos(status.uptimeSeconds * 1e9)),
    ],
    status.version && [t("status.version"), status.version],
  ].filter(Boolean);
  return html`
    <dl class="figures">
      ${figures.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}

/** How long what is stored stays there. */
function Storage({ disk, expiring }) {
  if (disk === null && expiring.length === 0) return null;
  return html`
    <section class="status-storage" aria-label=${t("status.storage")}>
      <div class="toolbar"><h2>${t("status.storage")}</h2></div>
      ${disk &&
      html`
        <p>
          <${Verdict}
            good=${disk.pressure === "none"}
            text=${t(`status.disk.${diskState(disk)}`, {
              free: formatBytes(disk.freeBytes),
              total: formatBytes(disk.totalBytes),
              least: formatBytes(disk.minFreeBytes),
              next: disk.next[0],
            })}
          />
        </p>
      `}
      ${expiring.map(
        ({ index, at }) => html`
          <p class="note" key=${index}>
            ${t("status.expires", { index, at: formatInstantFully(at) })}
          </p>
        `,
      )}
    </section>
  `;
}

function diskState({ pressure, minFreeBytes, next }) {
  if (minFreeBytes === 0) return "unbounded";
  return pressure !== "none" && next.length === 0 ? "nothingLeft" : pressure;
}

function Verdict({ good, text }) {
  return html`<span class="verdict" data-good=${good}><span class="verdict-dot" />${text}</span>`;
}

const SIGNALS = ["traces", "metrics", "logs"];
const COUNTS = [
  "received",
  "rejected",
  "journaled",
  "recovered",
  "stored",
  "duplicate",
  "deadLettered",
  "waiting",
  "inFlight",
];
/** Counts that call for a look when they are not zero. */
const WORRYING = new Set(["rejected", "deadLettered"]);

/** DESIGN's identities: nothing that came in may be unaccounted for. */
const IDENTITIES = [
  { left: ["received"], right: ["rejected", "journaled"] },
  {
    left: ["journaled", "recovered"],
    right: ["stored", "duplicate", "deadLettered", "waiting", "inFlight"],
  },
];

function Accounts({ signals }) {
  return html`
    <div class="toolbar"><h2>${t("status.accounts")}</h2></div>
    <p class="note">${t("status.accounts.text")}</p>
    <table class="data-table accounts" aria-label=${t("status.accounts")}>
      <thead>
        <tr>
          <th scope="col">${t("status.count")}</th>
          ${SIGNALS.map(
            (signal) => html`
              <th scope="col" class="numeric">${t(`signal.${signal}`)}</th>
            `,
          )}
        </tr>
      </thead>
      <tbody>
        ${COUNTS.map(
          (count) => html`
            <${CountRow} key=${count} count=${count} signals=${signals} />
          `,
        )}
      </tbody>
      <tfoot>
        ${IDENTITIES.map(
          (identity) => html`
            <${IdentityRow} identity=${identity} signals=${signals} />
          `,
        )}
      </tfoot>
    </table>
  `;
}

function CountRow({ count, signals }) {
  return html`
    <tr>
      <th scope="row">
        ${t(`count.${count}`)}<span class="count-text">${t(`count.${count}.text`)}</span>
      </th>
      ${SIGNALS.map((signal) => {
        const value = signals[signal][count];
        const level = value === 0 ? "zero" : WORRYING.has(count) ? "worrying" : "plain";
        return html`
          <td class="numeric" data-label=${t(`signal.${signal}`)} data-level=${level}>
            ${formatCount(value)}
          </td>
        `;
      })}
    </tr>
  `;
}

function IdentityRow({ identity, signals }) {
  const side = (counts) => counts.map((count) => t(`count.${count}`)).join(" + ");
  const sum = (counts, signal) =>
    counts.reduce((total, count) => total + signals[signal][count], 0);
  return html`
    <tr>
      <th scope="row" class="identity">${side(identity.left)} = ${side(identity.right)}</th>
      ${SIGNALS.map((signal) => {
        const gap = sum(identity.left, signal) - sum(identity.right, signal);
        const text = gap === 0 ? t("status.holds") : t("status.off", { gap: formatCount(gap) });
        return html`
          <td class="numeric" data-label=${t(`signal.${signal}`)}>
            <${Verdict} good=${gap === 0} text=${text} />
          </td>
        `;
      })}
    </tr>
  `;
}
