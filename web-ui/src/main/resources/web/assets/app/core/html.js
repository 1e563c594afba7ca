import { h } from "preact";

/**
 * Markup to Preact elements: html`<p class="note ${tone}" onClick=${act}>Hello ${name}</p>`.
 *
 * The grammar is the part of HTML that components need: elements, components (`<${Card} a=1/>`,
 * closed by `<//>` or their own name), attributes with constant, mixed or whole values, spread
 * attributes (`...${props}`), text and values as children. Every element must be closed. White
 * space that holds a line break separates nothing at an element's edge and is one blank between
 * words. There are no entities: JavaScript's own escapes serve. A template is parsed once.
 */
export function html(strings, ...values) {
  let roots = parsed.get(strings);
  if (!roots) {
    roots = new Parser(strings).parse();
    parsed.set(strings, roots);
  }
  const elements = roots.map((node) => build(node, values));
  return elements.length === 1 ? elements[0] : elements;
}

const parsed = new WeakMap();
const HOLE = "\u0000";
const NAME = /[^\s=/>\u0000]+/y;
const SPACE = /\s*/y;

/** A place that the call's value of that number fills. */
class Hole {
  constructor(index) {
    this.index = index;
  }
}

/** An attribute's or text's value: a constant, a hole, or an array of both, to be joined. */
function fill(value, values) {
  if (value instanceof Hole) return values[value.index];
  if (!Array.isArray(value)) return value;
  return value.map((part) => fill(part, values) ?? "").join("");
}

function build(node, values) {
  if (typeof node === "string" || node instanceof Hole) return fill(node, values);
  const props = {};
  for (const [name, value] of node.attributes) {
    if (name === null) Object.assign(props, fill(value, values));
    else props[name] = fill(value, values);
  }
  return h(fill(node.type, values), props, ...node.children.map((child) => build(child, values)));
}

class Parser {
  constructor(strings) {
    this.source = strings.join(HOLE);
    this.at = 0;
    this.holes = 0;
  }

  parse() {
    const root = { type: null, attributes: [], children: [] };
    const open = [root];
    while (this.at < this.source.length) {
      const element = open[open.length - 1];
      if (this.source[this.at] === HOLE) element.children.push(this.hole());
      else if (this.source[this.at] !== "<") this.text(element);
      else if (this.source[this.at + 1] === "/") this.endTag(open);
      else this.startTag(open);
    }
    if (open.length > 1) this.fail(`<${open[open.length - 1].type}> is not closed`);
    return root.children;
  }

  startTag(open) {
    this.at++;
    const type = this.source[this.at] === HOLE ? this.hole() : this.name();
    const element = { type, attributes: [], children: [] };
    open[open.length - 1].children.push(element);
    for (;;) {
      this.skip(SPACE);
      if (this.take("/>")) return;
      if (this.take(">")) break;
      if (this.take("...")) element.attributes.push([null, this.hole()]);
      else element.attributes.push([this.name(), this.take("=") ? this.value() : true]);
    }
    open.push(element);
  }

  endTag(open) {
    this.at += 2;
    const closed = open.pop();
    if (this.take("/>")) return;
    const name = this.name();
    if (name !== closed.type) this.fail(`</${name}> closes <${closed.type}>`);
    if (!this.take(">")) this.fail("'>' expected");
  }

  text(element) {
    const from = this.at;
    while (this.at < this.source.length && !"<\u0000".includes(this.source[this.at])) this.at++;
    const text = this.source
      .slice(from, this.at)
      .replace(/^\s*\n\s*|\s*\n\s*$/g, "")
      .replace(/\s*\n\s*/g, " ");
    if (text) element.children.push(text);
  }

  value() {
    if (this.source[this.at] === HOLE) return this.hole();
    if (!this.take('"')) return this.name();
    const parts = [];
    while (!this.take('"')) {
      if (this.source[this.at] === HOLE) parts.push(this.hole());
      else parts.push(this.skip(/[^"\u0000]+/y) || this.fail("a value is not closed"));
    }
    return parts.length > 1 ? parts : (parts[0] ?? "");
  }

  name() {
    return this.skip(NAME) || this.fail("a name expected");
  }

  hole() {
    if (!this.take(HOLE)) this.fail("a ${value} expected");
    return new Hole(this.holes++);
  }

  take(text) {
    const found = this.source.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  skip(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  fail(message) {
    const near = this.source.slice(Math.max(0, this.at - 40), this.at + 20);
    throw new SyntaxError(`${message} near …${near.replaceAll(HOLE, "${}")}…`);
  }
}
