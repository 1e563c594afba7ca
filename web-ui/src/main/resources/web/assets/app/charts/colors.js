/**
 * Colours of series. A series is known by its key; the key's hash says which of the colours it would
 * like, and the next free one is taken where that is gone. So a series keeps its colour from visit
 * to visit, and the first eight of a chart differ. Further ones are told apart by their dashes.
 */
const SLOTS = 8;
const DASHES = [[], [5, 3], [2, 2], [8, 3, 2, 3]];

/** @typedef {{color: string, dash: number[]}} Stroke the name of a CSS variable, and a dash pattern */

/** @param {Iterable<string>} keys @returns {Map<string, Stroke>} */
export function assignStrokes(keys) {
  const sorted = [...new Set(keys)].sort();
  const strokes = new Map();
  let taken = new Set();
  sorted.forEach((key, i) => {
    if (i % SLOTS === 0) taken = new Set();
    let slot = hash(key) % SLOTS;
    while (taken.has(slot)) slot = (slot + 1) % SLOTS;
    taken.add(slot);
    const round = Math.floor(i / SLOTS) % DASHES.length;
    strokes.set(key, { color: `--series-${slot + 1}`, dash: DASHES[round] });
  });
  return strokes;
}

/** The colours in their order, for keys that are always the same few. */
export function strokesInOrder(keys) {
  return new Map(
    [...new Set(keys)]
      .sort()
      .map((key, i) => [
        key,
        { color: `--series-${(i % SLOTS) + 1}`, dash: DASHES[Math.floor(i / SLOTS) % DASHES.length] },
      ]),
  );
}

const resolved = new Map();

/** A CSS variable's colour as a canvas takes it, in the colours that show now. */
export function cssColor(variable, dark) {
  const key = `${dark} ${variable}`;
  if (!resolved.has(key)) {
    const probe = document.createElement("span");
    probe.style.color = `var(${variable})`;
    document.body.append(probe);
    resolved.set(key, getComputedStyle(probe).color);
    probe.remove();
  }
  return resolved.get(key);
}

/** The same colour, so much of it. @param {string} color as cssColor gives it */
export function withAlpha(color, alpha) {
  return color.replace(/^rgba?\(([^,]+),([^,]+),([^,)]+).*$/, `rgba($1,$2,$3, ${alpha})`);
}

/** A short name of a key for addresses. */
export function shortKey(key) {
  return hash(key).toString(36);
}

function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
