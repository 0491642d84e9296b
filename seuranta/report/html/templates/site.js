"use strict";
// The search over the actions of all programmes. Without it their names stand in lists that fold out.
(() => {
  const language = document.documentElement.lang;
  const folded = (text) => text.normalize("NFKC").toLocaleLowerCase(language);
  const search = document.querySelector(".search");
  const field = search.querySelector("input");
  const status = search.querySelector("output");
  const lists = [...document.querySelectorAll("details.actions")].map((fold) => ({
    fold,
    items: [...fold.querySelectorAll("li")].map((item) => ({ item, words: folded(item.textContent) })),
  }));

  field.addEventListener("input", () => {
    const sought = folded(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { fold, items } of lists) {
      let here = 0;
      for (const { item, words } of items) {
        item.hidden = !sought.every((word) => words.includes(word));
        here += !item.hidden;
      }
      fold.open = sought.length > 0 && here > 0;
      fold.closest(".programme").hidden = sought.length > 0 && !here;
      found += here;
    }
    status.textContent = !sought.length ? "" : found ? String(found) : status.dataset.nothing;
  });
  search.hidden = false;
})();
