// Says in words when a passkey could not be used; without this the page would stay silent.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const box = document.getElementById("passkey_failed");
  if (box) box.hidden = false;
});
