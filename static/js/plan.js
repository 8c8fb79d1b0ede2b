// Prints the family plan, and empties it: when it is left, and when a browser brings it back. What
// is typed goes nowhere else. Without this script the browser's own menu prints, the page asks by
// autocomplete="off" and no-store that nothing be brought back, and a link empties it.
(() => {
  const plan = document.querySelector("[data-plan]");
  const empty = () => { for (const line of plan.querySelectorAll("input")) line.value = ""; };
  addEventListener("pagehide", empty);
  addEventListener("pageshow", empty);
  for (const [name, act] of [["print", () => print()], ["empty", empty]]) {
    plan.querySelector(`[data-${name}]`).addEventListener("click", act);
  }
})();
