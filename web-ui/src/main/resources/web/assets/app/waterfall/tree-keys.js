/**
 * The keys of a tree: up and down move, left closes or goes to the parent, right opens or goes to
 * the first child, Enter goes into the details, Escape leaves; plus enlarges the time of a span,
 * minus shows all.
 *
 * @param {{visible: object[], places: Map<number, number>, collapsed: Set<number>,
 *     selected: object | null, pageSize: number, goTo: (node) => void,
 *     select: (node: null) => void, toggle: (node) => void, enlarge: (node: object | null) => void}} tree
 * @returns {(event: KeyboardEvent) => void} to be called with keys pressed on the tree itself
 */
export function treeKeys(tree) {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const act = move(tree, event.key) ?? onSelected(tree, event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}

function move({ visible, places, selected, pageSize, goTo }, key) {
  const last = visible.length - 1;
  const place = selected ? (places.get(selected.index) ?? -1) : -1;
  const aim = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + pageSize,
    PageUp: place - pageSize,
    Home: 0,
    End: last,
  }[key];
  if (aim === undefined) return undefined;
  return () => goTo(visible[Math.max(0, Math.min(last, aim))]);
}

function onSelected({ collapsed, selected, goTo, select, toggle, enlarge }, key) {
  if (key === "-") return () => enlarge(null);
  if (!selected) return undefined;
  if (key === "+") return () => enlarge(selected);
  const isParent = selected.children.length > 0;
  const isClosed = collapsed.has(selected.index);
  if (key === "Escape") return () => select(null);
  if (key === "Enter") return () => document.getElementById("span-details")?.focus();
  if (key === "ArrowRight" && isClosed) return () => toggle(selected);
  if (key === "ArrowRight" && isParent) return () => goTo(selected.children[0]);
  if (key === "ArrowLeft" && isParent && !isClosed) return () => toggle(selected);
  if (key === "ArrowLeft" && selected.parent) {
    return () => goTo(selected.parent);
  }
  return undefined;
}
