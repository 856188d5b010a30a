// What every page does beyond plain forms: fresh progress, a question before what cannot be undone or would be lost, chapters in sight.
// Without this script a reload shows the same progress, and forms post without asking.
const PAUSE = 1000;

async function refresh(box) {
  const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
  if (!answer.ok) return schedule(box);
  const job = await answer.json();
  box.querySelector("progress").value = job.progress_permille;
  box.querySelector("[data-job-percent]").textContent = `${Math.floor(job.progress_permille / 10)}%`;
  if (box.dataset.lines) await freshLines(box);
  if (["queued", "running"].includes(job.state)) schedule(box);
  else location.reload();
}

async function freshLines(box) {
  const answer = await fetch(box.dataset.lines);
  if (answer.ok) box.querySelector("[data-job-lines]").innerHTML = await answer.text();
}

function schedule(box) {
  setTimeout(() => refresh(box).catch(() => schedule(box)), PAUSE);
}

for (const box of document.querySelectorAll("[data-job]")) {
  if (["queued", "running"].includes(box.dataset.state)) schedule(box);
}

for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

// Leaving with something typed and not saved asks first.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

// On narrow screens the chapters stand in one row: bring the present one into sight. (scrollIntoView would let Tab begin there.)
const present = document.querySelector(".side [aria-current]");
const row = present?.closest("ul");
if (row) row.scrollLeft += present.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - present.offsetWidth) / 2;
