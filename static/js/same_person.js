// Looks for other requests of the same person once the page is open, since that takes longer than
// opening it. Without this script the button does the same on a page of its own.
(() => {
  const form = document.querySelector("[data-same-person]");
  const found = document.querySelector("[data-same-person-found]");
  if (!form || !found) return;

  const look = async () => {
    const sent = new FormData(form);
    sent.set("fragment", "1");
    const answer = await fetch(form.action, { method: "POST", body: sent });
    if (!answer.ok || answer.redirected) return;
    found.innerHTML = await answer.text();
    form.hidden = true;
  };
  look().catch(() => {});
})();
