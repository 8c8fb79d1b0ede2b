// Shows each number typed by hand beside the block that it stands in; the panel above lists them.
addEventListener("load", () => {
  for (const found of document.querySelectorAll("[data-number-block]")) {
    const id = found.dataset.numberBlock;
    const block = id && document.querySelector(`[data-contentpath="${CSS.escape(id)}"]`);
    if (!block) continue;
    const note = document.createElement("div");
    note.className = "number-here";
    note.append(...[...found.children].map((part) => part.cloneNode(true)));
    block.append(note);
  }
});
