const SHOWN = 60;

/**
 * Of the candidates those that begin with what was typed, then those that hold it.
 *
 * @param {import("./query-editor.js").Candidate[]} candidates
 * @param {{typed: string}} context
 */
export function choose(candidates, { typed }) {
  const wanted = typed.toLowerCase();
  const begins = [];
  const holds = [];
  for (const one of candidates) {
    const at = one.text.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(one);
    else if (at > 0) holds.push(one);
  }
  const chosen = [...begins, ...holds].slice(0, SHOWN);
  return chosen.length === 1 && chosen[0].text === typed ? [] : chosen;
}
