// Opens the meaning of a word where it stands. Without this script, or in a browser that does not
// know popovers, the link leads to the glossary.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;
  for (const link of document.querySelectorAll("a[data-term]")) {
    link.addEventListener("click", (event) => {
      const meaning = document.getElementById(link.dataset.term);
      if (!meaning || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      meaning.showPopover();
    });
  }
})();
