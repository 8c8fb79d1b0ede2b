// What leaves is what was counted: once somebody changes the selection, the button to export waits
// until they count it again.
(() => {
  const which = document.getElementById("export-which");
  const leave = document.getElementById("export-leave");
  const first = document.getElementById("export-first");
  if (!which || !leave || !first) return;

  const wait = () => {
    leave.disabled = true;
    first.textContent = first.dataset.words;
  };
  for (const event of ["input", "change"]) which.addEventListener(event, wait);
})();
