"use strict";
(function () {
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  const items = Array.from(document.querySelectorAll("#homes details, #staff details, #rooms details, #groups details, #pupils details"));
  const text = items.map((item) => item.querySelector("summary").textContent.toLowerCase());
  field.addEventListener("input", function () {
    const asked = field.value.trim().toLowerCase();
    let shown = 0;
    items.forEach(function (item, number) {
      const fits = text[number].includes(asked);
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    found.textContent = asked ? String(shown) : "";
    const open = asked && shown === 1 ? items.find((item) => !item.hidden) : null;
    if (open) { open.open = true; }
  });
  document.querySelectorAll("button.all").forEach(function (button) {
    button.hidden = false;  // without scripts it would do nothing
    button.addEventListener("click", function () {
      const parts = Array.from(button.closest("section").querySelectorAll("details:not([hidden])"));
      const open = parts.some((part) => !part.open);
      parts.forEach((part) => { part.open = open; });
    });
  });
  function follow() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
