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

  // A form that was sent and led elsewhere needs no draft any more.
  const sent = sessionStorage.getItem("sent");
  if (sent && sent !== here) post([], { page: sent, drop: "1" });
  sessionStorage.removeItem("sent");
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
  fetch(`${url}?page=${encodeURIComponent(here)}`, { credentials: "same-origin" }).then((answer) => (answer.status === 200 ? answer.json() : null)).then((draft) => {
    if (!draft) return;
    notice.querySelector("[data-draft-at]").textContent = draft.at;
    notice.hidden = false;
    notice.querySelector("[data-draft-restore]").addEventListener("click", () => { put(draft.fields); notice.hidden = true; form.querySelector("input:not([type=hidden]), select, textarea")?.focus(); });
    notice.querySelector("[data-draft-drop]").addEventListener("click", () => { post([], { page: here, drop: "1" }); notice.hidden = true; });
  }).catch(() => null);
})();
