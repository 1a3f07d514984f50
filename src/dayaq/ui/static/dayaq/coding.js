// Selecting some words of a sentence fills the positions of its form; without this script the whole sentence is coded.
(() => {
  "use strict";
  const letters = (text) => [...text].length;  // positions are counted in Unicode characters, not in halves of them
  const units = [...document.querySelectorAll("[data-unit]")];
  const clear = (unit) => {
    unit.querySelectorAll("[name=start], [name=end]").forEach((input) => { input.disabled = true; });
    const shown = unit.querySelector("[data-selected]");
    if (shown) shown.textContent = "";
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const unit = units.find((one) => one.querySelector("[data-start]").contains(range.commonAncestorContainer));
    if (!unit) return;
    units.forEach(clear);
    const words = unit.querySelector("[data-start]");
    const before = document.createRange();
    before.selectNodeContents(words);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Number(words.dataset.start) + letters(before.toString());
    const form = unit.querySelector("form:has([name=theme])");
    [["start", start], ["end", start + letters(range.toString())]].forEach(([name, value]) => {
      const input = form.querySelector(`[name=${name}]`);
      input.value = value;
      input.disabled = false;
    });
    const shown = unit.querySelector("[data-selected]");
    shown.textContent = `${shown.dataset.selected} ${range.toString()}`;
  });
})();
