// Runs before the first paint, so that neither colours nor language flash.
(() => {
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be switched off; the system's choice then holds
    }
  };
  const theme = stored("spanstone.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const language = stored("spanstone.language") ?? navigator.language;
  document.documentElement.lang = language.startsWith("zh") ? "zh" : "en";
})();
