// Helps where a script runs; every page works without it. Nothing here stores a fact about a person.
(() => {
  "use strict";
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const one = (query, root = document) => root.querySelector(query);

  // Quick exit: the link, or Escape twice within 1.5 seconds; the page is emptied before it goes.
  const exit = one("[data-exit]");
  const leaveNow = () => {
    document.title = "";
    document.body.replaceChildren();
    window.location.replace(exit.href);
  };
  if (exit) {
    let last = 0;
    exit.addEventListener("click", (event) => { event.preventDefault(); leaveNow(); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const now = Date.now();
      if (now - last < 1500) leaveNow();
      last = now;
    });
  }

  // "/" goes to the search field, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    const search = one("[data-search]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    search.focus();
  });

  // An error summary takes the focus, so that it is read first.
  one("[data-focus]:not([data-still] *)")?.focus();

  // Leaving with unsaved text: our words for links, the browser's own for everything else.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
  const leave = one("#leave");
  if (leave) {
    const go = one("[data-leave-go]", leave);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || !changed.size || link === go || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.hasAttribute("data-exit") || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      go.href = link.href;
      leave.showModal();
    });
    go.addEventListener("click", () => changed.clear());
    one("[data-leave-stay]", leave).addEventListener("click", () => leave.close());
  }

  // Quiet minutes: words two minutes before the end; afterwards the page is covered, what was typed stays.
  const quiet = Number(document.body.dataset.idle || 0) * 60000;
  const idle = one("#idle");
  if (quiet && idle) {
    const part = (name) => { all("[data-idle-part]", idle).forEach((box) => { box.hidden = box.dataset.idlePart !== name; }); };
    const left = one("[data-idle-left]", idle);
    const key = "last-request";
    const touch = () => { try { localStorage.setItem(key, String(Date.now())); } catch { mine = Date.now(); } };
    let mine = Date.now();
    const last = () => { try { return Number(localStorage.getItem(key)) || mine; } catch { return mine; } };
    const ask = async () => {
      const answer = await fetch(document.body.dataset.stay || "/", { credentials: "same-origin", cache: "no-store", redirect: "manual" });
      return answer.ok;
    };
    const back = async () => {
      if (!(await ask().catch(() => false))) return;
      touch();
      document.body.classList.remove("veiled");
      idle.close();
    };
    touch();
    document.addEventListener("htmx:afterRequest", touch);
    one("[data-idle-stay]", idle).addEventListener("click", back);
    one("[data-idle-back]", idle).addEventListener("click", back);
    idle.addEventListener("cancel", (event) => event.preventDefault());
    window.setInterval(() => {
      const rest = last() + quiet - Date.now();
      const over = rest <= 0;
      if (rest > 120000) {
        if (idle.open && !document.body.classList.contains("veiled")) idle.close();
        return;
      }
      part(over ? "over" : "warn");
      document.body.classList.toggle("veiled", over || document.body.classList.contains("veiled"));
      const seconds = Math.max(0, Math.ceil(rest / 1000));
      left.textContent = left.dataset.idleWords.replace("{left}", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
      if (!idle.open) idle.showModal();
    }, 1000);
  }

  // Copy a link to this view.
  all("[data-copy]").forEach((link) => link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    const said = link.parentElement.querySelector("[data-copied]");
    if (said) said.textContent = said.dataset.copied;
  }));

  // On a phone the columns of a list stand below each other: each value says what it is.
  all("table.list").forEach((table) => {
    const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])].map((head) => head.textContent.trim());
    all("tbody tr", table).forEach((line) => [...line.cells].forEach((cell, number) => {
      const head = line.cells.length === heads.length && cell.tagName === "TD" && !cell.dataset.label ? heads[number] : "";
      if (head) cell.dataset.label = head;
    }));
  });

  // In a row that scrolls sideways the place one stands on is in sight.
  all(".tabs, .nav").forEach((row) => {
    const here = one("[aria-current]", row)?.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    if (here) row.scrollLeft += here.left + here.width / 2 - box.left - box.width / 2;
  });

  // Dates typed as parts: says the day of the week back, so that a slip is seen.
  all("[data-date-parts]").forEach((box) => {
    const said = one("[data-date-said]", box);
    const page = document.documentElement.lang;
    const language = page === "en" ? "en-GB" : page;  // days before months, as on the pages
    if (!Intl.DateTimeFormat.supportedLocalesOf(language).length) return;  // better silent than in another language
    const read = () => {
      const [day, month, year] = all("input", box).map((input) => Number(input.value));
      const date = new Date(Date.UTC(year, month - 1, day));
      const whole = year > 999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      const words = whole ? date.toLocaleDateString(language, { dateStyle: "full", timeZone: "UTC" }) : "";
      said.textContent = /\bM\d/.test(words) ? "" : words;  // a browser without the month names of this language
    };
    box.addEventListener("input", read);
    read();
  });

  // A value typed into a fact chooses "known"; nothing typed is ever emptied.
  all("[data-fact]").forEach((box) => {
    const value = one("[data-fact-value]", box);
    box.addEventListener("input", (event) => {
      if (value.contains(event.target)) {
        const known = one('input[type="radio"][value="known"]', box);
        if (known && event.target.value) known.checked = true;
      }
    });
  });

  // Drawers and menus: Escape or a click elsewhere closes what floats.
  const floats = () => all("details.menu[open], details.about[open]");
  document.addEventListener("click", (event) => floats().forEach((box) => { if (!box.contains(event.target)) box.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    floats().forEach((box) => { box.open = false; if (box.contains(document.activeElement)) one("summary", box).focus(); });
  });

  // Before printing everything folded is opened.
  window.addEventListener("beforeprint", () => all("main details:not(.about)").forEach((box) => { box.open = true; }));

  // Requests by htmx carry the form token that the page already holds.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = one("input[name=csrfmiddlewaretoken]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
  });
})();
