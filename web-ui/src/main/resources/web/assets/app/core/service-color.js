/**
 * The same service has the same colour everywhere, always: its name's hash picks one of the hues
 * around the circle, without the reds, which mean errors. Lightness and chroma come from the theme.
 */
const FIRST_HUE = 52;
const HUE_STEP = 14;
const HUES = 21; // 52° to 332°; errors keep 332° to 52°

export function serviceHue(name) {
  return FIRST_HUE + (hash(name) % HUES) * HUE_STEP;
}

/** For an element whose colours are written with var(--hue). */
export function serviceStyle(name) {
  return { "--hue": String(serviceHue(name)) };
}

/** FNV-1a over UTF-16 units, mixed once more, since only a few values are wanted of it. */
function hash(name) {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
