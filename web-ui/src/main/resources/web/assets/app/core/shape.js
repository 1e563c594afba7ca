/**
 * Checks that an answer has the shape it promises, and turns it into what the pages work with. A
 * shape is a function of a JSON value and the path to it; it throws a {@link ShapeError} that names
 * the path. Fields that a shape does not name are left out, so that nothing unchecked is drawn.
 */
export class ShapeError extends Error {}

const expected = (what, path) => {
  throw new ShapeError(`${path || "the answer"} should be ${what}`);
};

export const text = (value, path) => (typeof value === "string" ? value : expected("a text", path));

export const number = (value, path) =>
  typeof value === "number" && Number.isFinite(value) ? value : expected("a number", path);

export const flag = (value, path) =>
  typeof value === "boolean" ? value : expected("true or false", path);

/** Any JSON value at all. */
export const anything = (value) => value;

/** A 64-bit integer, which JSON carries as a text. */
export const bigint = (value, path) =>
  typeof value === "string" && /^-?\d{1,20}$/.test(value)
    ? BigInt(value)
    : expected("an integer in a text", path);

/** RFC 3339 to milliseconds since 1970. */
export const instant = (value, path) => {
  const millis = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(millis) ? expected("an RFC 3339 time", path) : millis;
};

export const oneOf =
  (...choices) =>
  (value, path) =>
    choices.includes(value) ? value : expected(`one of ${choices.join(", ")}`, path);

/** What may be absent or null; it is then `otherwise`. */
export const optional =
  (shape, otherwise = null) =>
  (value, path) =>
    value === undefined || value === null ? otherwise : shape(value, path);

export const list = (shape) => (value, path) =>
  Array.isArray(value)
    ? value.map((item, i) => shape(item, `${path}[${i}]`))
    : expected("a list", path);

/** An object with any keys. */
export const map = (shape) => (value, path) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shape(v, `${path}.${k}`)]))
    : expected("an object", path);

/** An object with these keys. */
export const record = (shapes) => {
  const fields = Object.entries(shapes);
  return (value, path = "") => {
    if (!isObject(value)) return expected("an object", path);
    const result = {};
    for (const [name, shape] of fields) {
      result[name] = shape(value[name], path ? `${path}.${name}` : name);
    }
    return result;
  };
};

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
