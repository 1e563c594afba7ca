/**
 * Places for the nodes of a graph, callers left of those they call. The same graph always gets the
 * same places; and a graph that is mostly one that was placed before keeps its places, so that
 * nothing jumps when a refresh brings a node more.
 */
const SWEEPS = 6;
const MAX_NEW_SHARE = 0.3;

/**
 * How a graph lies on its screen. Layers follow each other along x, or, turned, downwards.
 *
 * @typedef {{turned: boolean, layer: number, place: number, mostPlaces: number, aspect: number}} Grain
 *     `layer` and `place` are the distances of layers and of the nodes in one; a layer of more than
 *     `mostPlaces` nodes is split, unless a graph so large has its `aspect`, length by width, with more
 */
/** @type {Grain} */
export const SIDEWAYS = { turned: false, layer: 230, place: 104, mostPlaces: 8, aspect: 1.7 };
/** @type {Grain} */
export const DOWNWARDS = { turned: true, layer: 120, place: 160, mostPlaces: 4, aspect: 1.3 };

/**
 * Places with x along the layers, whatever the grain.
 *
 * @param {string[]} ids of the nodes
 * @param {{source: string, target: string}[]} edges
 * @param {Map<string, {x: number, y: number}>} before the places of an earlier graph, of that grain
 * @param {Grain} grain
 * @returns {Map<string, {x: number, y: number}>}
 */
export function layOut(ids, edges, before = new Map(), grain = SIDEWAYS) {
  const placed = placeAnew(ids, edges, grain);
  const fresh = ids.filter((id) => !before.has(id));
  if (before.size === 0 || fresh.length > ids.length * MAX_NEW_SHARE) return placed;
  const places = new Map(ids.filter((id) => before.has(id)).map((id) => [id, before.get(id)]));
  for (const id of [...fresh].sort()) {
    const { x } = placed.get(id);
    const column = [...places.values()].filter((place) => place.x === x);
    const y = column.reduce((lowest, place) => Math.max(lowest, place.y + grain.place), -Infinity);
    places.set(id, { x, y: Number.isFinite(y) ? y : 0 });
  }
  return places;
}

function placeAnew(ids, edges, grain) {
  const { layer: length, place: width } = grain;
  const graph = forwards([...ids].sort(), edges);
  const layers = order(layered(graph), graph);
  const mostRows = rowsFor(layers, grain);
  const places = new Map();
  let x = 0;
  for (const layer of layers) {
    const columns = Math.ceil(layer.length / mostRows);
    const rows = Math.ceil(layer.length / columns);
    layer.forEach((id, i) => {
      const column = Math.floor(i / rows);
      const inColumn = Math.min(rows, layer.length - column * rows);
      places.set(id, {
        x: x + column * length,
        y: ((i % rows) - (inColumn - 1) / 2) * width + (column % 2) * (width / 2),
      });
    });
    x += columns * length;
  }
  return places;
}

/** The fewest nodes side by side, from which on layers are split, with which it is not too long. */
function rowsFor(layers, { layer, place, mostPlaces, aspect }) {
  const widest = Math.max(0, ...layers.map(({ length }) => length));
  const columns = (most) => layers.reduce((sum, { length }) => sum + Math.ceil(length / most), 0);
  let rows = mostPlaces;
  while (rows < widest && columns(rows) * layer > rows * place * aspect) rows++;
  return rows;
}

/** The graph without the edges that lead back, found depth first from the nodes nobody calls. */
function forwards(ids, edges) {
  const out = new Map(ids.map((id) => [id, new Set()]));
  const called = new Set();
  for (const { source, target } of edges) {
    if (source === target || !out.has(source) || !out.has(target)) continue;
    out.get(source).add(target);
    called.add(target);
  }
  const next = new Map(ids.map((id) => [id, []]));
  const state = new Map();
  const roots = [...ids.filter((id) => !called.has(id)), ...ids];
  for (const root of roots) {
    if (state.has(root)) continue;
    const stack = [[root, [...out.get(root)].sort()]];
    state.set(root, "open");
    while (stack.length > 0) {
      const [id, left] = stack[stack.length - 1];
      const target = left.shift();
      if (target === undefined) {
        state.set(id, "done");
        stack.pop();
      } else if (state.get(target) !== "open") {
        next.get(id).push(target);
        if (!state.has(target)) {
          state.set(target, "open");
          stack.push([target, [...out.get(target)].sort()]);
        }
      }
    }
  }
  return next;
}

/** Each node one layer behind the last of its callers. */
function layered(next) {
  const waiting = new Map([...next.keys()].map((id) => [id, 0]));
  for (const targets of next.values()) {
    for (const target of targets) waiting.set(target, waiting.get(target) + 1);
  }
  const depth = new Map();
  const ready = [...next.keys()].filter((id) => waiting.get(id) === 0);
  ready.forEach((id) => depth.set(id, 0));
  for (const id of ready) {
    for (const target of next.get(id)) {
      depth.set(target, Math.max(depth.get(target) ?? 0, depth.get(id) + 1));
      waiting.set(target, waiting.get(target) - 1);
      if (waiting.get(target) === 0) ready.push(target);
    }
  }
  const layers = [];
  for (const id of next.keys()) (layers[depth.get(id)] ??= []).push(id);
  return layers;
}

/** Sorts each layer by where its neighbours are, back and forth, so that few edges cross. */
function order(layers, next) {
  const neighbours = new Map([...next.keys()].map((id) => [id, []]));
  for (const [id, targets] of next) {
    for (const target of targets) {
      neighbours.get(id).push(target);
      neighbours.get(target).push(id);
    }
  }
  const share = new Map();
  const note = (layer) => layer.forEach((id, i) => share.set(id, (i + 0.5) / layer.length));
  layers.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const turn = sweep % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of turn) {
      const wish = new Map(layer.map((id) => [id, mean(neighbours.get(id), share)]));
      layer.sort((a, b) => (wish.get(a) ?? share.get(a)) - (wish.get(b) ?? share.get(b)));
      note(layer);
    }
  }
  return layers;
}

function mean(ids, share) {
  return ids.length === 0
    ? undefined
    : ids.reduce((total, id) => total + share.get(id), 0) / ids.length;
}
