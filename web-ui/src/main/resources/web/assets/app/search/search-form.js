import { useState } from "preact/hooks";
import { ChoiceField } from "../controls/choice-field.js";
import { Combobox } from "../controls/combobox.js";
import { Icon } from "../controls/icon.js";
import { TextField } from "../controls/text-field.js";
import { fetchOperations, fetchServices } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { setQuery } from "../core/router.js";
import { serviceId } from "../core/service-id.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { isDuration } from "../core/units.js";
import {
  DEFAULT_LIMIT,
  isNarrowed,
  KINDS,
  LIMITS,
  NO_FILTERS,
  readPair,
  STATUSES,
} from "./filters.js";

/** The conditions of the search; each takes effect as it is set. They fold on narrow screens. */
export function SearchForm({ filters }) {
  const [open, setOpen] = useState(false);
  const { services, operations } = useCompletions(filters.service);
  const set = (name) => (value) => setQuery({ [name]: value });
  const choices = (values, prefix) => [
    ["", t("search.any")],
    ...values.map((v) => [v, t(`${prefix}.${v}`)]),
  ];
  const checkDuration = (text) => (isDuration(text) ? "" : t("search.duration.invalid"));
  return html`
    <button
      type="button"
      class="button search-toggle"
      aria-expanded=${open}
      aria-controls="search-form"
      onClick=${() => setOpen(!open)}
    >
      <${Icon} name="filter" />${t("search.form")}
    </button>
    <section class="search-form" id="search-form" data-open=${open} aria-label=${t("search.form")}>
      <${Combobox}
        label=${t("search.service")}
        placeholder=${t("search.any")}
        value=${filters.service}
        options=${services}
        onCommit=${(service) => setQuery({ service, operation: null })}
      />
      <${Combobox}
        label=${t("search.operation")}
        placeholder=${t("search.any")}
        value=${filters.operation}
        options=${operations}
        onCommit=${set("operation")}
      />
      <${ChoiceField}
        label=${t("span.kind")}
        value=${filters.kind}
        choices=${choices(KINDS, "kind")}
        onCommit=${set("kind")}
      />
      <${ChoiceField}
        label=${t("span.status")}
        value=${filters.status}
        choices=${choices(STATUSES, "spanStatus")}
        onCommit=${set("status")}
      />
      <${TextField}
        label=${t("search.minDuration")}
        placeholder="250ms"
        value=${filters.minDuration}
        check=${checkDuration}
        onCommit=${set("minDuration")}
      />
      <${TextField}
        label=${t("search.maxDuration")}
        placeholder="10s"
        value=${filters.maxDuration}
        check=${checkDuration}
        onCommit=${set("maxDuration")}
      />
      <${ChoiceField}
        label=${t("search.limit")}
        value=${filters.limit}
        choices=${LIMITS.map((n) => [n, n])}
        onCommit=${(n) => setQuery({ limit: n === DEFAULT_LIMIT ? null : n })}
      />
      <${AttributeField} pairs=${filters.attribute} />
      <${Chips} filters=${filters} />
    </section>
  `;
}

function AttributeField({ pairs }) {
  const add = (text) => setQuery({ attribute: [...new Set([...pairs, readPair(text)])] });
  return html`
    <${TextField}
      class="attribute-field"
      label=${t("search.attribute")}
      placeholder="http.route=/api/orders"
      value=""
      check=${(text) => (readPair(text) ? "" : t("search.attribute.invalid"))}
      onCommit=${add}
      clearing
    />
  `;
}

function Chips({ filters }) {
  if (!isNarrowed(filters)) return null;
  const remove = (pair) =>
    setQuery({ attribute: filters.attribute.filter((other) => other !== pair) });
  return html`
    <ul class="chips" aria-label=${t("search.attributes")}>
      ${filters.attribute.map(
        (pair) => html`
          <li class="chip" key=${pair}>
            <span class="chip-text" title=${pair}>${pair}</span>
            <button
              type="button"
              aria-label=${t("search.attribute.remove", { pair })}
              onClick=${() => remove(pair)}
            >
              <${Icon} name="close" />
            </button>
          </li>
        `,
      )}
      <li>
        <button type="button" class="quiet-button" onClick=${() => setQuery(NO_FILTERS)}>
          ${t("search.clear")}
        </button>
      </li>
    </ul>
  `;
}

/** What the fields offer. Completion is a comfort: without it one can still type. */
function useCompletions(service) {
  const range = useTimeRange();
  const key = rangeKey(range);
  const services = useResource(key, (signal) => fetchServices(boundsOf(range), signal));
  const operations = useResource(`${service} ${key}`, async (signal) =>
    service ? fetchOperations(service, boundsOf(range), signal) : { operations: [] },
  );
  const distinct = (names = []) => [...new Set(names)].sort();
  return {
    services: distinct(services.data?.services.map(serviceId)),
    operations: distinct(
      operations.stale ? [] : operations.data?.operations.map(({ name }) => name),
    ),
  };
}
