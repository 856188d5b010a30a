// 成绩录入: arrows and Enter move between boxes as in a spreadsheet.
// Without this script the form works with Tab and its button.
const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

function move(event) {
  const step = STEPS[event.key];
  if (!step || event.target.tagName !== "INPUT" || event.isComposing) return;
  const cell = event.target.closest("td");
  const row = step < 0 ? cell.parentElement.previousElementSibling : cell.parentElement.nextElementSibling;
  event.preventDefault();
  const next = row?.children[cell.cellIndex]?.querySelector("input, select");
  next?.focus();
  next?.select?.();
}

document.querySelector("table.fill")?.addEventListener("keydown", move);
