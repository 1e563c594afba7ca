/**
 * The same service has the same colour everywhere, always: its name's hash picks a hue, and one of
 * three tones of it. The reds are left out, since they mean errors. The theme sets what a tone is.
 */
const FIRST_HUE = 62;
const HUE_STEP = 24;
const HUES = 12; // 62° to 326°; errors keep the rest
const TONES = 3;

/** @returns {{hue: number, tone: -1 | 0 | 1}} an angle of oklch, and darker or lighter */
export function serviceColor(name) {
  const h = hash(name);
  return { hue: FIRST_HUE + (h % HUES) * HUE_STEP, tone: ((h >>> 8) % TONES) - 1 };
}

/** For an element whose colours are written with var(--hue) and var(--tone). */
export function serviceStyle(name) {
  const { hue, tone } = serviceColor(name);
  return { "--hue": String(hue), "--tone": String(tone) };
}

/** FNV-1a over UTF-16 units, mixed well, since only a few values are wanted of it. */
function hash(name) {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
