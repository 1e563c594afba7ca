/**
 * The same service has the same colour everywhere, always: its name's hash picks a hue, and one of
 * three tones of it. The reds are left out, since they mean errors. The theme sets what a tone is.
 */
const FIRST_HUE = 56;
const HUE_STEP = 18;
const HUES = 16; // 56° to 326°; errors keep the rest
const TONES = 3;

/** @returns {{hue: number, tone: -1 | 0 | 1}} an angle of oklch, and darker or lighter */
export function serviceColor(name) {
  const h = hash(name);
  return { hue: FIRST_HUE + (h % HUES) * HUE_STEP, tone: (Math.floor(h / HUES) % TONES) - 1 };
}

/** For an element whose colours are written with var(--hue) and var(--tone). */
export function serviceStyle(name) {
  const { hue, tone } = serviceColor(name);
  return { "--hue": String(hue), "--tone": String(tone) };
}

/** FNV-1a over UTF-16 units, mixed once more, since only a few values are wanted of it. */
function hash(name) {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
