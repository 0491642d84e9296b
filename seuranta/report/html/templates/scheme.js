"use strict";
// Light or dark: what the system says, until the reader says otherwise. It is not remembered.
(() => {
  const button = document.querySelector(".scheme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const rules = [...document.querySelector("style").sheet.cssRules];
  const dark = rules.find((rule) => rule.media?.mediaText.includes("prefers-color-scheme"));
  const paint = (isDark) => {
    dark.media.mediaText = isDark ? "screen" : "not all";
    button.setAttribute("aria-pressed", isDark);
  };
  button.addEventListener("click", () => paint(button.getAttribute("aria-pressed") !== "true"));
  system.addEventListener("change", () => paint(system.matches));
  paint(system.matches);
  button.hidden = false;
})();
