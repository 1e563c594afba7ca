import { fetchLabelValues } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { useUrl } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

/** In the address: all of them, where several may be chosen. */
export const ALL = "*";

export const parameterOf = ({ name }) => `var.${name}`;

/**
 * The variables of a dashboard, what there is to choose from, and what was chosen, which is in the
 * address.
 *
 * @returns {{variables: {variable, options: string[], chosen: string[]}[],
 *     fillings: import("./fill.js").Fillings, waiting: boolean, problem, retry, loading}}
 *     `fillings` lacks those of which nothing can be chosen
 */
export function useVariables(board, range) {
  const { query } = useUrl();
  const labels = board.variables.filter(({ label }) => label !== "");
  const asked = labels.map(({ label, match }) => [label, match]);
  const { data, problem, retry, loading } = useResource(
    JSON.stringify([asked, rangeKey(range)]),
    (signal) => valuesOf(asked, boundsOf(range), signal),
  );
  const variables = board.variables.map((variable) => {
    const { label, match, values } = variable;
    const options = label === "" ? values : (data?.get(`${label} ${match}`) ?? []);
    return { variable, options, chosen: chosenOf(variable, query, options) };
  });
  const known = variables.filter(({ variable, chosen }) => variable.multi || chosen.length > 0);
  return {
    variables,
    fillings: Object.fromEntries(known.map(({ variable, chosen }) => [variable.name, chosen])),
    waiting: data === null && problem === null,
    problem,
    retry,
    loading,
  };
}

async function valuesOf(asked, bounds, signal) {
  const answers = await Promise.all(
    asked.map(([label, match]) =>
      label === "" ? [] : fetchLabelValues(label, match, bounds, signal),
    ),
  );
  return new Map(asked.map(([label, match], i) => [`${label} ${match}`, answers[i]]));
}

function chosenOf(variable, query, options) {
  const asked = query.getAll(parameterOf(variable)).filter((one) => one !== "");
  if (variable.multi && asked.includes(ALL)) return [];
  if (asked.length > 0) return variable.multi ? asked : asked.slice(0, 1);
  if (variable.default !== "") return [variable.default];
  return variable.multi ? [] : options.slice(0, 1);
}
