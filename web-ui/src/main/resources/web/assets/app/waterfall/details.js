import { CopyButton } from "../controls/copy-button.js";
import { Icon } from "../controls/icon.js";
import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { pageHref, tracePath } from "../core/router.js";
import {
  epochMillis,
  formatInstant,
  formatInstantFully,
  formatNanos,
  nanos,
} from "../core/units.js";
import { Attributes } from "./attributes.js";
import { Events } from "./events.js";
import { selfTime } from "./model.js";
import { SpanLogs } from "./span-logs.js";

/** All that is known of one span. */
export function SpanDetails({ node, logs, close, reveal }) {
  const { span } = node;
  const similar = pageHref("/traces", {
    service: span.service,
    operation: span.name,
    kind: span.kind === "unspecified" ? null : span.kind,
  });
  return html`
    <aside
      class="details"
      id="span-details"
      tabindex="-1"
      aria-label=${t("span.details")}
      onKeyDown=${(e) => e.key === "Escape" && close()}
    >
      <header class="details-head">
        <div class="details-title">
          <${ServiceName} id=${span.service} />
          <h2>${span.name}</h2>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label=${t("span.close")}
          title=${t("span.close")}
          onClick=${close}
        >
          <${Icon} name="close" />
        </button>
      </header>
      ${span.status === "error" &&
      span.statusMessage &&
      html`<p class="details-error"><${Icon} name="warning" />${span.statusMessage}</p>`}
      <${Facts} node=${node} reveal=${reveal} />
      <a class="button" href=${similar}><${Icon} name="search" />${t("span.similar")}</a>
      <${Attributes}
        title=${t("span.attributes")}
        attributes=${span.attributes}
        service=${span.service}
        open
      />
      ${span.events.length > 0 &&
      html`
        <${Events} events=${span.events} startNano=${span.startTimeUnixNano} />
      `}
      <${SpanLogs} logs=${logs} start=${node.start} />
      ${span.links.length > 0 && html`<${Links} links=${span.links} />`}
      <${Attributes}
        title=${t("span.resource")}
        attributes=${span.resource}
        service=${span.service}
      />
    </aside>
  `;
}

function Facts({ node, reveal }) {
  const { span, parent } = node;
  const startMillis = epochMillis(Number(span.startTimeUnixNano / 1_000_000n));
  const statusText = t(`spanStatus.${span.status}`);
  const facts = [
    [t("span.duration"), formatNanos(span.durationNanos)],
    [t("span.selfTime"), formatNanos(selfTime(node))],
    [
      t("span.start"),
      html`
        +${formatNanos(nanos(node.start))}${" "}
        <time class="soft" title=${formatInstantFully(startMillis)}>
          ${formatInstant(startMillis)}
        </time>
      `,
    ],
    [t("span.kind"), t(`kind.${span.kind}`)],
    [
      t("span.status"),
      span.status === "error" ? html`<span class="error-count">${statusText}</span>` : statusText,
    ],
    span.status !== "error" && span.statusMessage && [t("span.message"), span.statusMessage],
    span.instance && [t("span.instance"), html`<span class="value">${span.instance}</span>`],
    [
      t("span.id"),
      html`
        <code>${span.spanId}</code>
        <${CopyButton} text=${span.spanId} label=${t("copy.value")} />
      `,
    ],
    span.parentSpanId && [
      t("span.parent"),
      html`<${Parent} span=${span} parent=${parent} reveal=${reveal} />`,
    ],
  ];
  return html`
    <dl class="facts">
      ${facts.filter(Boolean).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}
    </dl>
  `;
}

function Parent({ span, parent, reveal }) {
  if (parent === null) return html`<code>${span.parentSpanId}</code>`;
  return html`
    <button type="button" class="link" onClick=${() => reveal(parent)}>${parent.span.name}</button>
  `;
}

function Links({ links }) {
  return html`
    <section class="details-section">
      <h3>${t("span.links")} <span class="soft">${formatCount(links.length)}</span></h3>
      ${links.map(
        ({ traceId, spanId, attributes }, i) => html`
          <div class="event" key=${i}>
            <a href=${pageHref(tracePath(traceId), { span: spanId })}>
              <code>${traceId} / ${spanId}</code>
            </a>
            <${Attributes} attributes=${attributes} bare />
          </div>
        `,
      )}
    </section>
  `;
}
