"use strict";
// Filters, sorting and the place in the contents list. The page says everything without them.
(() => {
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFKC").toLocaleLowerCase(language);

  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".row-link, .symbol").forEach((part) => part.remove());
    return copy.textContent.trim();
  };

  // --- Filters: one bar narrows every filterable table of its section.
  const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total"));

  document.querySelectorAll(".filters").forEach((bar) => {
    const tables = [...bar.closest(".section").querySelectorAll("table[data-filterable]")];
    const entries = tables.flatMap(rowsOf).map((row) => ({
      row,
      words: folded([...row.cells].map(wordsOf).join(" ")),
      facets: JSON.parse(row.dataset.facets),
    }));
    const search = bar.querySelector("input");
    const selects = [...bar.querySelectorAll("select")];
    const status = bar.querySelector("output");

    const apply = () => {
      const sought = folded(search.value).split(/\s+/).filter(Boolean);
      const chosen = selects.filter((select) => select.value);
      let shown = 0;
      for (const { row, words, facets } of entries) {
        const fits =
          sought.every((word) => words.includes(word)) &&
          chosen.every((select) => facets[select.dataset.facet] === select.value);
        row.hidden = !fits;
        shown += fits;
      }
      const isActive = sought.length + chosen.length > 0;
      for (const table of tables) {
        table.closest(".table").hidden = isActive && rowsOf(table).every((row) => row.hidden);
        table.querySelectorAll("tr.total").forEach((row) => { row.hidden = isActive; });
      }
      bar.classList.toggle("is-active", isActive);
      status.textContent = shown
        ? bar.dataset.rowsShown.replace("{shown}", shown).replace("{total}", entries.length)
        : bar.dataset.noRows;
    };
    const clear = () => {
      search.value = "";
      selects.forEach((select) => { select.value = ""; });
      apply();
    };

    search.addEventListener("input", apply);
    selects.forEach((select) => select.addEventListener("change", apply));
    bar.querySelector("button").addEventListener("click", clear);
    // A link to a row leads there even when a filter hides it.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && entries.some(({ row }) => row === target && row.hidden)) {
        clear();
        target.scrollIntoView();
      }
    });
    bar.hidden = false;
    apply();
  });

  // --- Sorting: up, down, and back to the order of the document. Totals stay last.
  const number = (text) => {
    const match = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("\u2212", "-").match(/^-?\d+(\.\d+)?/);
    return match ? Number(match[0]) : NaN;
  };
  const keyOf = (cell, isNumber) => {
    if (cell.dataset.sort !== undefined) {
      const value = Number(cell.dataset.sort);
      return cell.dataset.sort.trim() === "" || Number.isNaN(value) ? cell.dataset.sort : value;
    }
    const text = wordsOf(cell);
    const value = isNumber ? number(text) : NaN;
    return Number.isNaN(value) ? text : value;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));

  document.querySelectorAll("table[data-sort-by]").forEach((table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];

    const sort = (column, direction) => {
      const isNumber = heads[column].classList.contains("number");
      const keyed = original
        .filter((row) => !row.classList.contains("total"))
        .map((row) => [keyOf(row.cells[column], isNumber), row]);
      if (direction) {
        const sign = direction === "ascending" ? 1 : -1;
        const isBlank = (key) => key === "";
        keyed.sort(([a], [b]) => isBlank(a) - isBlank(b) || sign * compare(a, b));
      }
      body.append(...keyed.map(([, row]) => row), ...original.filter((row) => row.classList.contains("total")));
    };

    heads.forEach((head, column) => {
      if (head.tagName !== "TH" || head.classList.contains("year")) return;
      const title = head.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = title;
      button.title = table.dataset.sortBy.replace("{column}", title);
      // Browsers print an empty head on every page after the first when it holds a button.
      const onPaper = document.createElement("span");
      onPaper.className = "on-paper";
      onPaper.textContent = title;
      head.replaceChildren(button, onPaper);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const next = now === null ? "ascending" : now === "ascending" ? "descending" : null;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        sort(column, next);
      });
    });
  });

  // --- A region that has nothing to scroll is no stop for the keyboard.
  const regions = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".drawing, .table.is-grid").forEach((region) => regions.observe(region));

  // --- The contents list shows where the reader is, and unfolds there.
  const links = new Map([...document.querySelectorAll(".contents > ol > li > a")].map((a) => [a.hash.slice(1), a]));
  const sections = [...links.keys()].map((id) => document.getElementById(id));
  const markPlace = () => {
    const passed = sections.filter((section) => section.getBoundingClientRect().top <= innerHeight / 3);
    const here = links.get((passed.at(-1) ?? sections[0])?.id);
    for (const link of links.values()) {
      if (link === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  document.querySelector(".contents").classList.add("is-following");
  addEventListener("scroll", markPlace, { passive: true });
  markPlace();

  // --- Older browsers print only what is folded out.
  const folds = [...document.querySelectorAll("details")];
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = folds.filter((fold) => !fold.open);
    opened.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((fold) => { fold.open = false; }));
})();
