// Notes of an interview are sent while they are typed. While the line is away they wait on this device, encrypted under a
// key that comes from the server after signing in and stays in the memory of this page: a device without a session holds
// cipher text only. Without this script the page is saved by its button.
(() => {
  "use strict";
  const form = document.querySelector("form[data-notes]");
  if (!form) return;
  const state = document.querySelector("#state");
  const place = form.dataset.notes;
  const boxes = [...form.querySelectorAll("[data-note]")];
  const changed = new Set();  // questions typed in since they were last kept by the server
  const disputed = new Set();  // of these, the ones somebody else changed: sent only after a person has seen both texts
  let key = null;
  let timer = 0;
  let sending = false;
  let safe = true;  // whether what waits is on this device (encrypted) or nowhere but here

  const say = (word, extra = "") => {
    const words = state.dataset[word] || "";
    state.textContent = extra ? `${words}: ${extra}` : words;
    state.dataset.now = word;
  };

  // The key: asked for once, never stored. It cannot be read back out of the browser's key object.
  const askKey = async () => {
    if (key || !window.crypto?.subtle) return;
    const answer = await fetch(form.dataset.key, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    const raw = Uint8Array.from(atob((await answer.json()).key), (letter) => letter.charCodeAt(0));
    key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
  };

  // One small store: place of the notes -> { iv, data }.
  const store = () => new Promise((done, fail) => {
    const opening = indexedDB.open("dayaq-notes", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("waiting");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const inStore = async (mode, act) => {
    const base = await store();
    try {
      return await new Promise((done, fail) => {
        const asked = act(base.transaction("waiting", mode).objectStore("waiting"));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
    } finally {
      base.close();
    }
  };
  const about = new TextEncoder().encode(place);  // cipher text of one interview is no text of another
  const keep = async () => {
    if (!key) return false;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify([...changed].map(read)));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: about }, key, plain);
    await inStore("readwrite", (rows) => rows.put({ iv, data }, place));
    return true;
  };
  const forget = () => inStore("readwrite", (rows) => rows.delete(place)).catch(() => {});
  const waiting = async () => {
    const row = key ? await inStore("readonly", (rows) => rows.get(place)) : null;
    if (!row) return [];
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: about }, key, row.data);
    return JSON.parse(new TextDecoder().decode(plain));
  };

  const box = (code) => boxes.find((one) => one.dataset.note === code);
  const part = (code, name) => box(code).querySelector(`[name="${name}_${code}"]`);
  const read = (code) => ({
    code,
    text: part(code, "text").value,
    asked: part(code, "asked").checked,
    prompts: [...box(code).querySelectorAll(`[name="prompts_${code}"]:checked`)].map((tick) => tick.value),
    version: part(code, "version").value,
    seen: part(code, "seen").value,
  });
  const body = (notes) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    notes.forEach((note) => {
      ["text", "version", "seen"].forEach((name) => data.set(`${name}_${note.code}`, note[name]));
      if (note.asked) data.set(`asked_${note.code}`, "on");
      note.prompts.forEach((n) => data.append(`prompts_${note.code}`, n));
    });
    return data;
  };
  const theirs = (code, note) => {
    const shown = box(code).querySelector("[data-theirs]");
    shown.querySelector("[data-theirs-text]").innerText = note.text;
    shown.hidden = false;
    disputed.add(code);
    part(code, "version").value = note.version;
    part(code, "seen").value = note.seen;
  };

  const wait = async (word) => {
    safe = await keep().catch(() => false);
    say(safe ? word : "open");
    window.clearTimeout(timer);
    timer = window.setTimeout(send, 10000);
  };
  const took = async (answer, sent) => {
    const told = await answer.json();
    Object.entries(told.saved).forEach(([code, kept]) => {
      part(code, "version").value = kept.version;
      part(code, "seen").value = kept.seen;
      const same = sent.find((note) => note.code === code);
      const now = read(code);
      if (same.text === now.text && same.asked === now.asked && String(same.prompts) === String(now.prompts)) changed.delete(code);
    });
    Object.entries(told.stale).forEach(([code, note]) => theirs(code, note));
    sent.filter((note) => !(note.code in told.saved) && !(note.code in told.stale)).forEach((note) => changed.delete(note.code));
    document.dispatchEvent(new Event("htmx:afterRequest"));  // the quiet minutes begin anew
    if (Object.keys(told.stale).length) { safe = await keep().catch(() => false); return say("stale"); }
    if (told.refused) { safe = await keep().catch(() => false); state.textContent = told.refused; return undefined; }
    if ([...changed].some((code) => !disputed.has(code))) return later();
    if (changed.size) return say("stale");
    await forget();
    safe = true;
    return say("saved");
  };
  const send = async () => {
    window.clearTimeout(timer);
    const sent = [...changed].filter((code) => !disputed.has(code)).map(read);
    if (sending || !sent.length) return;
    sending = true;
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST", body: body(sent), headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual",
      });
      if (answer.ok || answer.status === 409 || answer.status === 400) await took(answer, sent);
      else await wait(answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 401 ? "signIn" : "waiting");
    } catch {
      await wait("waiting");
    } finally {
      sending = false;
    }
  };
  const later = () => {
    say("typing");
    window.clearTimeout(timer);
    timer = window.setTimeout(send, 1500);
  };

  form.addEventListener("input", (event) => {
    const where = event.target.closest("[data-note]");
    if (!where) return;
    changed.add(where.dataset.note);
    disputed.delete(where.dataset.note);
    safe = false;
    later();
  });
  // The buttons save the same way, so that nothing is lost when the line goes at that moment.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const stay = event.submitter?.name === "stay";
    while (sending) await new Promise((done) => { window.setTimeout(done, 100); });
    disputed.clear();
    await send();
    if (changed.size) return;
    boxes.forEach((one) => { one.querySelector("[data-theirs]").hidden = true; });
    if (stay) say("saved");
    else window.location.assign(form.dataset.next);
  });
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => { if (changed.size && !safe) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });

  // What waited from before: put back into the fields and sent; where somebody else wrote meanwhile, both are shown.
  const back = async () => {
    await askKey();
    const notes = await waiting().catch(() => []);
    notes.filter((note) => box(note.code)).forEach((note) => {
      const now = read(note.code);
      if (note.seen !== now.seen && now.text) theirs(note.code, now);
      part(note.code, "text").value = note.text;
      part(note.code, "asked").checked = note.asked;
      box(note.code).querySelectorAll(`[name="prompts_${note.code}"]`).forEach((tick) => { tick.checked = note.prompts.includes(tick.value); });
      changed.add(note.code);
    });
    if (notes.some((note) => box(note.code) && !box(note.code).querySelector("[data-theirs]").hidden)) return say("stale");
    return changed.size ? send() : undefined;
  };
  back().catch(() => {});
})();
