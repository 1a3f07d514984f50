// While a call is written it is kept on the server every few seconds, for its writer alone. The page works without this script.
(() => {
  "use strict";
  const form = document.querySelector("form[data-call-draft]");
  if (!form) return;
  let later = 0;
  let sent = false;
  const keep = () => {
    if (!sent) fetch(form.dataset.callDraft, { method: "POST", body: new FormData(form), credentials: "same-origin", cache: "no-store", keepalive: true }).catch(() => {});
  };
  form.addEventListener("submit", () => { sent = true; clearTimeout(later); });
  form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(keep, 1500); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && later) keep(); });
})();
