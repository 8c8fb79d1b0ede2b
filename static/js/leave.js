// Makes "Leave now" leave nothing behind in this tab, and adds Shift three times as a way to do it.
// Without this script the links still work: they go to /leave/, which empties this site's traces.
(() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return;

  const leave = (event) => {
    event?.preventDefault();
    for (const form of document.forms) form.reset();
    for (const field of document.querySelectorAll("form.ask input:not([type=hidden]), form.ask textarea")) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    document.documentElement.hidden = true;
    location.replace(link.href);
  };

  for (const each of document.querySelectorAll("[data-leave]")) each.addEventListener("click", leave);

  let presses = 0;
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      presses = 0;
      return;
    }
    presses = event.timeStamp - last < 1000 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave();
  });
})();
