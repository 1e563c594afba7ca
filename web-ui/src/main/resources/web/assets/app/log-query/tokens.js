/**
 * A log query cut into tokens, whatever state it is in while it is typed; nothing is ever refused,
 * for that is the server's part. docs/reference/log-search.md has the language.
 *
 * @typedef {"space" | "word" | "string" | "field" | "value" | "operator" | "keyword" | "bracket"} Kind
 * @typedef {{kind: Kind, text: string, from: number, to: number, field: string, negated: boolean,
 *     depth: number}} Token
 *     `field` is the name of the field whose value it is, or ""; `negated` says that what meets it
 *     is left out; `depth` is that of parentheses
 */
const BLANKS = /[\s\u3000\u00a0]+/y;
const QUOTED = /"(?:\\.|[^"\\])*"?/sy;
const COMPARISON = />=|<=|>|</y;
const RANGE_END = /[\]}]/y;
const KEYWORD = /^(AND|OR|NOT)$/;
const NAME_START = /^[\p{L}_@$]/u;

/** @returns {Token[]} which, put together, are the text again */
export function tokenize(text) {
  return new Reader(text).all();
}

/** What a quoted or escaped text says. */
export function plainText(text) {
  return text.replace(/^"|(?<!\\)"$/g, "").replace(/\\(.)/gs, "$1");
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.tokens = [];
    this.groups = [{ field: "", negated: false }]; // those of the open parentheses
    this.field = ""; // after a name and a colon
    this.negated = false; // after NOT or a minus sign
    this.inRange = false;
  }

  all() {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  next() {
    const { text, at } = this;
    if (this.take("space", BLANKS)) {
      if (!this.inRange) this.field = "";
    } else if (text[at] === '"') this.quoted();
    else if (text[at] === "(") this.open();
    else if (text[at] === ")") this.close();
    else if (this.field !== "" && this.take("operator", COMPARISON)) return;
    else if (this.field !== "" && (text[at] === "[" || text[at] === "{")) {
      this.inRange = true;
      this.add("bracket", 1);
    } else if (this.inRange && this.take("bracket", RANGE_END)) this.endValue();
    else if (this.atMinus()) {
      this.add("operator", 1);
      this.negated = !this.negated;
    } else this.word();
  }

  quoted() {
    QUOTED.lastIndex = this.at;
    const { length } = QUOTED.exec(this.text)[0];
    const isName = !this.inValue() && length > 1 && this.text[this.at + length] === ":";
    if (isName) this.name(length);
    else {
      this.add("string", length);
      this.endValue();
    }
  }

  word() {
    let to = this.at;
    const stops = this.inRange ? /[\s\u3000\u00a0()"\]}]/ : /[\s\u3000\u00a0()"]/;
    while (to < this.text.length && !stops.test(this.text[to])) {
      if (this.text[to] === "\\") to++;
      else if (this.isColonOfField(to)) return this.name(to - this.at);
      to++;
    }
    const length = Math.max(1, Math.min(to, this.text.length) - this.at);
    const word = this.text.slice(this.at, this.at + length);
    if (this.field === "" && KEYWORD.test(word)) {
      this.add("keyword", length);
      if (word === "NOT") this.negated = !this.negated;
      return;
    }
    if (this.inRange && /^to$/i.test(word)) return this.add("keyword", length);
    this.add(this.inValue() ? "value" : "word", length);
    this.endValue();
  }

  isColonOfField(at) {
    const { text } = this;
    if (text[at] !== ":" || this.inValue() || at === this.at) return false;
    return NAME_START.test(text.slice(this.at)) && text.slice(at, at + 3) !== "://";
  }

  name(length) {
    const name = plainText(this.text.slice(this.at, this.at + length));
    this.add("field", length);
    this.add("operator", 1);
    this.field = name;
    this.tokens.at(-1).field = name;
  }

  open() {
    const group = this.groups.at(-1);
    this.add("bracket", 1);
    this.groups.push({
      field: this.field || group.field,
      negated: this.negated !== group.negated,
    });
    this.field = "";
    this.negated = false;
  }

  close() {
    if (this.groups.length > 1) this.groups.pop();
    this.add("bracket", 1);
    this.endValue();
  }

  inValue() {
    return this.field !== "" || this.groups.at(-1).field !== "";
  }

  endValue() {
    if (this.inRange && this.tokens.at(-1).kind !== "bracket") return;
    this.inRange = false;
    this.field = "";
    this.negated = false;
  }

  atMinus() {
    const next = this.text[this.at + 1] ?? " ";
    return this.text[this.at] === "-" && this.field === "" && !/[\s)]/.test(next);
  }

  take(kind, pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return false;
    this.add(kind, found[0].length);
    return true;
  }

  add(kind, length) {
    const group = this.groups.at(-1);
    this.tokens.push({
      kind,
      text: this.text.slice(this.at, this.at + length),
      from: this.at,
      to: this.at + length,
      field: this.field || group.field,
      negated: this.negated !== group.negated,
      depth: this.groups.length - 1,
    });
    this.at += length;
  }
}
