// Empties a form once what it held has been taken, so that Back does not show it on a shared
// phone. Only then: if sending failed, Back still finds what was typed. The thanks page tells the
// page that it came from; nothing is stored. Without this script the browser's own rule holds:
// autocomplete="off" keeps it from filling the message in again.
(() => {
  const taken = new BroadcastChannel("request-taken");
  if (document.querySelector("[data-thanks]")) {
    taken.postMessage("taken");
    return;
  }
  for (const form of document.querySelectorAll("[data-ask]")) {
    let sent = false;
    form.addEventListener("submit", () => { sent = true; });
    taken.addEventListener("message", () => { if (sent) form.reset(); });
  }
})();
