// Keeps an unsent report of six fields in this browser, encrypted with a key that cannot be taken out of it (AES-GCM, IndexedDB).
// It is wiped when the report was sent, on signing out, for another person, and after a day. The page works without this script.
(() => {
  "use strict";
  const LIFE = 24 * 60 * 60 * 1000;
  const SKIP = new Set(["csrfmiddlewaretoken"]);
  if (!window.indexedDB || !window.crypto?.subtle) return;

  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("dayaq-report", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const store = async (mode, act) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const request = act(database.transaction("kept", mode).objectStore("kept"));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  };
  const wipe = () => new Promise((resolve) => {
    const gone = indexedDB.deleteDatabase("dayaq-report");
    gone.onsuccess = gone.onerror = gone.onblocked = () => resolve();
  });
  const key = async () => {
    const known = await store("readonly", (kept) => kept.get("key"));
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await store("readwrite", (kept) => kept.put(made, "key"));
    return made;
  };
  const save = async (owner, fields) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(fields));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text);
    await store("readwrite", (kept) => kept.put({ owner, iv, sealed, at: Date.now() }, "report"));
  };
  const load = async (owner) => {
    const kept = await store("readonly", (rows) => rows.get("report"));
    if (!kept) return null;
    if (kept.owner !== owner || Date.now() - kept.at > LIFE) { await wipe(); return null; }
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      await wipe();
      return null;
    }
  };

  if (document.querySelector("[data-draft-sent]")) { wipe(); return; }
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action || location.href, location.href).pathname.includes("logout")) wipe();
  });

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const owner = form.dataset.owner;
  const say = (which) => {
    const box = document.querySelector("[data-unsent]");
    box.hidden = !which;
    for (const name of ["offline", "signed-out", "kept"]) box.querySelector(`[data-unsent-${name}]`).hidden = name !== which;
  };
  const typed = () => [...new FormData(form)].filter(([name]) => !SKIP.has(name));
  const restore = (fields) => {
    const values = new Map();
    fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].forEach((field) => {
      if (!field.name || SKIP.has(field.name) || !values.has(field.name)) return;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.get(field.name).includes(field.value);
      else field.value = values.get(field.name)[0];
    });
  };

  // A page that comes back with errors shows what was typed already; the draft is for a page that comes fresh.
  const fresh = !form.querySelector(".field-wrong") && !document.querySelector(".callout-brick");
  let touched = false;
  let later = 0;
  const ready = load(owner).then((fields) => {
    if (fields && fresh && !touched) { restore(fields); say("kept"); }
  }).catch(() => {});
  form.addEventListener("input", () => {
    touched = true;
    clearTimeout(later);
    later = setTimeout(() => save(owner, typed()).catch(() => {}), 300);
  });

  let going = false;
  form.addEventListener("submit", async (event) => {
    if (going) return;
    event.preventDefault();
    clearTimeout(later);
    await ready;
    await save(owner, typed()).catch(() => {});
    let answer = null;
    try {
      answer = await fetch(form.dataset.reach, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
    } catch {
      say("offline");
      return;
    }
    if (!answer.ok) { say("signed-out"); return; }
    going = true;
    form.submit();
  });
  setTimeout(() => wipe(), LIFE);
})();
