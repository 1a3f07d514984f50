// Keeps what is typed into a form on the server, sealed, until the form is sent; offers it again. Nothing is stored in the browser but
// the address of the form that was sent last.
(() => {
  "use strict";
  const notice = document.querySelector("[data-drafts]");
  const form = document.querySelector("form[data-keep]");
  const here = window.location.pathname;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!notice || !token) return;
  const url = notice.dataset.drafts;
  const post = (fields, more) => {
    const body = new URLSearchParams(fields);
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    body.set("csrfmiddlewaretoken", token);
    return fetch(url, { method: "POST", body, credentials: "same-origin", keepalive: true }).catch(() => null);
  };

  // A form that was sent and taken led on, elsewhere or back to its own page: it needs no draft any more. One that was
  // refused is drawn again as the answer itself, without leading anywhere, and keeps its draft.
  const sent = sessionStorage.getItem("sent");
  const led = (performance.getEntriesByType("navigation")[0]?.redirectCount ?? 0) > 0;
  const taken = sent !== null && (sent !== here || led);
  sessionStorage.removeItem("sent");
  const dropped = taken ? post([], { page: sent, drop: "1" }) : Promise.resolve(null);
  if (!form) return;

  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  let waiting = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => post(typed(), { page: here }), 1500);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    sessionStorage.setItem("sent", here);
  });

  const put = (fields) => {
    for (const [name, values] of Object.entries(fields)) {
      for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
        else if (input.type !== "file") input.value = values[0] ?? "";
      }
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  dropped.then(() => fetch(`${url}?page=${encodeURIComponent(here)}`, { credentials: "same-origin" })).then((answer) => (answer.status === 200 ? answer.json() : null)).then((draft) => {
    if (!draft) return;
    notice.querySelector("[data-draft-at]").textContent = draft.at;
    notice.hidden = false;
    notice.querySelector("[data-draft-restore]").addEventListener("click", () => { put(draft.fields); notice.hidden = true; form.querySelector("input:not([type=hidden]), select, textarea")?.focus(); });
    notice.querySelector("[data-draft-drop]").addEventListener("click", () => { post([], { page: here, drop: "1" }); notice.hidden = true; });
  }).catch(() => null);
})();
