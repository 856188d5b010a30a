// The race desk: ticks without leaving the page, printing.
// Everything works without this script by plain forms.

async function tick(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    show(form, button, (await answer.json()).present);
  } catch {
    form.submit();
  } finally {
    button.disabled = false;
  }
}

function show(form, button, present) {
  button.setAttribute("aria-pressed", String(present));
  button.textContent = present ? button.dataset.yes : button.dataset.no;
  form.elements.present.value = present ? "0" : "1";
  const count = document.querySelector("[data-present-count]");
  const here = document.querySelectorAll('[data-check-in] [aria-pressed="true"]').length;
  if (count) count.textContent = count.textContent.replace(/^\d+/, String(here));
}

for (const form of document.querySelectorAll("form[data-check-in]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tick(form);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
