/** Searching within one trace: in names, ids, messages and attributes, regardless of case. */
import { asText } from "../core/value-text.js";

const texts = new WeakMap();

/** @returns {number[]} the nodes that hold the text, in their order */
export function findNodes(nodes, text) {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return nodes.filter((node) => textOf(node.span).includes(wanted)).map(({ index }) => index);
}

function textOf(span) {
  if (!texts.has(span)) {
    const pairs = Object.entries(span.attributes).map(([key, value]) => `${key}=${asText(value)}`);
    const events = span.events.flatMap((e) => [e.name, ...Object.values(e.attributes).map(asText)]);
    const parts = [span.service, span.name, span.spanId, span.statusMessage, ...pairs, ...events];
    texts.set(span, parts.join("\n").toLowerCase());
  }
  return texts.get(span);
}
