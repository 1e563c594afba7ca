const KEY = "spanstone.person";

/** The name that somebody gave last, so that it need not be typed again. */
export function rememberedName() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // storage is switched off
  }
}

export function rememberName(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Storage is switched off: the name is typed again next time.
  }
}
