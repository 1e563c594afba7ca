/**
 * What a trace's duration is made of: going back from the root's end, the child that ended last is
 * what its parent waited for, and so on down; the rest is the span's own. Children are taken only
 * as far as they lie within their parent, so that work left behind and skewed clocks do no harm.
 *
 * @param {import("./model.js").Node} root
 * @returns {Map<number, [number, number][]>} by node index, the stretches in which that span itself
 *     was what everybody waited for; together they cover the root exactly once
 */
export function criticalPath(root) {
  const path = new Map();
  const add = (node, from, to) => {
    if (to <= from) return;
    if (!path.has(node.index)) path.set(node.index, []);
    path.get(node.index).push([from, to]);
  };
  const stack = [frame(root, root.start, root.end)];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const child = nextChild(top);
    if (child === null) {
      add(top.node, top.from, top.to);
      stack.pop();
    } else {
      const end = Math.min(child.end, top.to);
      add(top.node, end, top.to);
      top.to = Math.max(child.start, top.from);
      stack.push(frame(child, top.to, end));
    }
  }
  return path;
}

/** A span, and how much of it is still to be explained. */
function frame(node, from, to) {
  return { node, from, to, children: [...node.children].sort((a, b) => a.end - b.end) };
}

/** The one that ended last of those that lie, at least in part, in what is left to explain. */
function nextChild({ children, from, to }) {
  while (children.length > 0) {
    const child = children.pop();
    if (child.end <= from) return null;
    if (child.start < to && child.end > child.start) return child;
  }
  return null;
}
