"use strict";
// Views (section.page) are shown one at a time, by the address' hash; without scripts all of them are there.
(function () {
  const main = document.getElementById("main");
  const pages = Array.from(main.querySelectorAll("section.page"));
  const byId = new Map(pages.map((page) => [page.id, page]));
  const kept = { get: (key) => { try { return localStorage.getItem(key); } catch (error) { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch (error) { /* private windows keep nothing */ } } };

  // --- theme and print
  const themes = ["auto", "light", "dark"];
  const theme = document.getElementById("theme");
  function wear(name) {
    if (name === "auto") { delete document.documentElement.dataset.theme; } else { document.documentElement.dataset.theme = name; }
    theme.textContent = theme.dataset[name];
  }
  let worn = themes.includes(kept.get("vlecht-theme")) ? kept.get("vlecht-theme") : "auto";
  wear(worn);
  theme.hidden = false;
  theme.addEventListener("click", function () { worn = themes[(themes.indexOf(worn) + 1) % 3]; kept.set("vlecht-theme", worn); wear(worn); });
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", function () { window.print(); });

  // --- views
  let current = null;
  const family = (page) => pages.filter((other) => other.dataset.list && other.dataset.list === page.dataset.list && !other.dataset.filtered);
  function pager(page) {
    if (!page.dataset.list || page.querySelector(".pager")) { return; }
    const bar = document.createElement("p");
    bar.className = "pager screen";
    const mates = family(page), at = mates.indexOf(page);
    const link = (target, text) => { const a = document.createElement("a"); a.href = "#" + target; a.textContent = text; bar.append(a); };
    if (at > 0) { link(mates[at - 1].id, "← " + main.dataset.previous + ": " + mates[at - 1].dataset.name); }
    link(page.dataset.list, "↑ " + main.dataset.list);
    if (at < mates.length - 1) { link(mates[at + 1].id, main.dataset.next + ": " + mates[at + 1].dataset.name + " →"); }
    page.prepend(bar);
  }
  function show(page, move) {
    if (current === page) { return; }
    pages.forEach((other) => { other.classList.toggle("now", other === page); });
    current = page;
    pager(page);
    reachable(page);
    const list = page.dataset.list || page.id;
    document.querySelectorAll(".top nav a").forEach(function (a) {
      if (a.getAttribute("href") === "#" + list) { a.setAttribute("aria-current", "page"); } else { a.removeAttribute("aria-current"); }
    });
    if (move) { window.scrollTo(0, 0); const heading = page.querySelector("h2"); if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); } }
  }
  function follow(move) {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { name = ""; }
    const target = name ? document.getElementById(name) : null;
    const page = target ? target.closest("section.page") : null;
    if (pages.length) { show(page || current || pages[0], move); }
    if (target && page && target !== page) { if (target.tagName === "DETAILS") { target.open = true; } target.scrollIntoView(); }
  }
  if (pages.length) { window.addEventListener("hashchange", function () { follow(true); }); follow(false); if (current && "#" + current.id === decodeURI(location.hash)) { window.scrollTo(0, 0); } }
  // Search engines of browsers and readers without scripts find all views; "print all" shows one kind of them.
  document.querySelectorAll("button.print-all").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      const list = button.dataset.list;
      pages.forEach((page) => { page.classList.toggle("now", page.dataset.list === list && page.dataset.filtered !== "1"); });
      window.print();
      pages.forEach((page) => { page.classList.toggle("now", page === current); });
    });
  });

  // --- search over the names of all views
  const field = document.getElementById("search"), hits = document.getElementById("hits"), found = document.getElementById("found");
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const known = pages.filter((page) => page.dataset.name).map((page) => [plain(page.dataset.name + " " + (page.dataset.words || "")), page]);
  function search() {
    const asked = plain(field.value.trim()).split(/\s+/).filter(Boolean);
    hits.textContent = "";
    const fits = asked.length ? known.filter(([text]) => asked.every((word) => text.includes(word))) : [];
    fits.slice(0, 30).forEach(function ([, page]) {
      const item = document.createElement("li"), a = document.createElement("a");
      a.href = "#" + page.id; a.textContent = page.dataset.kind ? page.dataset.kind + ": " + page.dataset.name : page.dataset.name;
      item.append(a); hits.append(item);
    });
    hits.hidden = !fits.length;
    found.textContent = asked.length ? String(fits.length) : "";
  }
  field.addEventListener("input", search);
  field.addEventListener("keydown", function (event) {
    const first = hits.querySelector("a");
    if (event.key === "Enter" && first) { location.hash = first.getAttribute("href"); leave(); event.preventDefault(); }
    if (event.key === "ArrowDown" && first) { first.focus(); event.preventDefault(); }
  });
  hits.addEventListener("keydown", function (event) {
    const links = Array.from(hits.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      (next || field).focus(); event.preventDefault(); event.stopPropagation();
    }
  });
  hits.addEventListener("click", leave);
  function leave() { field.value = ""; search(); }

  // --- filters: a control with data-filter="#id" hides rows whose data-KEY (or text) does not fit
  function filter(box) {
    const controls = Array.from(document.querySelectorAll("[data-filter='" + box + "']"));
    const rows = Array.from(document.querySelector(box).querySelectorAll("[data-row]"));
    let shown = 0;
    rows.forEach(function (row) {
      const fits = controls.every(function (control) {
        if (!control.value) { return true; }
        const key = control.dataset.key;
        if (!key) { return plain(row.textContent).includes(plain(control.value)); }
        return (row.dataset[key] || "").split(" ").includes(control.value);
      });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
      const page = row.dataset.page ? byId.get(row.dataset.page) : null;
      if (page) { page.dataset.filtered = fits ? "" : "1"; const bar = page.querySelector(".pager"); if (bar) { bar.remove(); } }
    });
    document.querySelectorAll("output[data-count='" + box + "']").forEach((out) => { out.textContent = shown + " / " + rows.length; });
  }
  const boxes = new Set();
  document.querySelectorAll("[data-filter]").forEach(function (control) {
    boxes.add(control.dataset.filter);
    control.closest(".tools").hidden = false;
    control.addEventListener("input", function () { filter(control.dataset.filter); });
  });
  boxes.forEach(filter);

  // --- keyboard: letters can be switched off (WCAG 2.1.4)
  const keys = document.getElementById("keys");
  if (keys) { keys.checked = kept.get("vlecht-keys") !== "off"; keys.addEventListener("change", function () { kept.set("vlecht-keys", keys.checked ? "on" : "off"); }); }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Escape") { leave(); document.activeElement.blur(); return; }
    const here = document.activeElement;
    if (here && /^(INPUT|SELECT|TEXTAREA)$/.test(here.tagName)) { return; }
    if (here && here.matches && here.matches("table.week td, table.week th")) { move(event, here); return; }
    if (event.key === "/" && (!keys || keys.checked)) { field.focus(); event.preventDefault(); return; }
    if (!current || !current.dataset.list || (here && here.matches && here.matches(".scroll"))) { return; }
    const mates = family(current), at = mates.indexOf(current);
    if (event.key === "ArrowLeft" && at > 0) { location.hash = "#" + mates[at - 1].id; event.preventDefault(); }
    if (event.key === "ArrowRight" && at < mates.length - 1) { location.hash = "#" + mates[at + 1].id; event.preventDefault(); }
    if (event.key === "ArrowUp" && window.scrollY === 0) { location.hash = "#" + current.dataset.list; event.preventDefault(); }
  });
  // Weeks: Tab reaches the table's cells, arrows go from cell to cell by day and time.
  function move(event, here) {
    const box = here.getBoundingClientRect(), table = here.closest("table");
    const cells = Array.from(table.tBodies[0].querySelectorAll("td"));
    const mid = { x: box.left + box.width / 2, y: box.top + Math.min(box.height / 2, 10) };
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!step) { return; }
    event.preventDefault();
    let best = null, least = Infinity;
    cells.forEach(function (other) {
      if (other === here) { return; }
      const b = other.getBoundingClientRect();
      const ahead = step[0] ? (b.left + b.width / 2 - mid.x) * step[0] : (step[1] > 0 ? b.top - box.bottom + 1 : box.top - b.bottom + 1);
      if (ahead <= 0) { return; }
      const aside = step[0] ? (b.top <= mid.y && mid.y <= b.bottom ? 0 : Math.min(Math.abs(b.top - mid.y), Math.abs(b.bottom - mid.y))) : Math.abs(b.left - box.left);
      const off = ahead + 3 * aside;
      if (off < least) { least = off; best = other; }
    });
    if (best) { here.tabIndex = -1; best.tabIndex = 0; best.focus(); }
  }
  // One cell of every week is in the order of Tab; the arrows move that place along.
  function reachable(page) {
    page.querySelectorAll("table.week").forEach(function (table) {
      if (table.querySelector("td[tabindex]")) { return; }
      table.querySelectorAll("tbody td").forEach((td, number) => { td.tabIndex = number ? -1 : 0; });
    });
  }
  if (!pages.length) { reachable(main); }
})();
