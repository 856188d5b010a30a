// The day screen renews itself while nobody is about to report something. Without this script the button does the same.
const link = document.querySelector("[data-refresh]");

function busy() {
  const typing = document.activeElement?.matches("input, select, textarea");
  return typing || document.querySelector("details[open]") !== null;
}

if (link) {
  setInterval(() => { if (!busy() && !document.hidden) location.reload(); }, Number(link.dataset.refresh) * 1000);
}
