"use strict";
// Filters, links, sorting and the place in the contents list. The page says everything without them.
(() => {
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFKC").toLocaleLowerCase(language);

  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".row-link, .symbol, .grounds").forEach((part) => part.remove());
    return copy.textContent.trim();
  };
  // "#actions?status=completed" is a place and what its rows are narrowed to.
  const placeOf = (hash) => {
    const [id, query] = hash.slice(1).split("?");
    return { element: document.getElementById(decodeURIComponent(id)), query };
  };

  // --- Filters: one bar narrows every filterable table of its section.
  const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total"));

  document.querySelectorAll(".filters").forEach((bar) => {
    const section = bar.closest(".section");
    const tables = [...section.querySelectorAll("table[data-filterable]")];
    const entries = tables.flatMap(rowsOf).map((row) => ({
      row,
      words: folded([...row.cells].map(wordsOf).join(" ")),
      facets: new URLSearchParams(row.dataset.facets),
    }));
    // Rows of other tables that go on about one of these: they are shown with it.
    const followers = [...section.querySelectorAll("table:not([data-filterable]) tbody tr")]
      .map((row) => ({ row, led: document.getElementById(row.querySelector("a[href^='#']")?.hash.slice(1)) }))
      .filter(({ led }) => led && led.matches("tr"));
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
          chosen.every((select) => facets.getAll(select.dataset.facet).includes(select.value));
        row.hidden = !fits;
        shown += fits;
      }
      const isActive = sought.length + chosen.length > 0;
      for (const table of tables) {
        table.closest(".table").hidden = isActive && rowsOf(table).every((row) => row.hidden);
        table.querySelectorAll("tr.total").forEach((row) => { row.hidden = isActive; });
      }
      followers.forEach(({ row, led }) => { row.hidden = led.hidden; });
      section.querySelectorAll(".section").forEach((part) => {
        const inner = [...part.querySelectorAll("table[data-filterable]")];
        part.hidden = inner.length > 0 && inner.every((table) => table.closest(".table").hidden);
      });
      bar.classList.toggle("is-active", isActive);
      status.textContent = shown
        ? bar.dataset.rowsShown.replace("{shown}", shown).replace("{total}", entries.length)
        : bar.dataset.noRows;
    };
    const set = (choices) => {
      search.value = choices.get("search") ?? "";
      selects.forEach((select) => {
        select.value = choices.get(select.dataset.facet) ?? "";
        if (select.selectedIndex < 0) select.value = "";
      });
      apply();
    };
    // The address in the bar of the browser always leads to what is shown.
    const change = () => {
      apply();
      const choices = new URLSearchParams();
      if (search.value) choices.set("search", search.value);
      selects.filter((select) => select.value).forEach((select) => choices.set(select.dataset.facet, select.value));
      history.replaceState(null, "", `#${section.id}${choices.size ? `?${choices}` : ""}`);
    };

    search.addEventListener("input", change);
    selects.forEach((select) => select.addEventListener("change", change));
    bar.querySelector("button").addEventListener("click", () => {
      set(new URLSearchParams());
      change();
    });
    // A link to a row leads there even when a filter hides it; one to a choice makes the choice.
    const follow = () => {
      const { element, query } = placeOf(location.hash);
      if (element === section && query !== undefined) {
        set(new URLSearchParams(query));
        bar.scrollIntoView();
        bar.focus({ preventScroll: true });
      } else if (element && entries.some(({ row }) => row === element && row.hidden)) {
        set(new URLSearchParams());
        element.scrollIntoView();
      }
    };
    addEventListener("hashchange", follow);
    bar.hidden = false;
    apply();
    follow();
  });

  // --- A number leads to the rows that it counts, and to no others.
  document.querySelectorAll("a[data-filter]").forEach((link) => {
    if (placeOf(link.hash).element?.querySelector(".filters")) link.hash += `?${link.dataset.filter}`;
  });

  // --- A link to a row is copied as it is followed, and says so.
  const said = document.body.appendChild(document.createElement("p"));
  said.className = "said";
  said.setAttribute("role", "status");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // no permission, or no secure connection: the address bar has it
    }
  };
  let silence;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".row-link");
    if (!link || !(await copy(link.href))) return;
    said.textContent = document.querySelector("main").dataset.copied;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 4000);
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
