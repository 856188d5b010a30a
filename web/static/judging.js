// Adds to the marking page what paper cannot: tapping a mark, the running total, saving by itself, a warning before
// unsaved marks are left. Without this script the same form is posted to the server.
const form = document.querySelector("form[data-autosave]");
const PAUSE = 1200;
const RETRY = 5000;

const half = (text) => text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).trim();

// A mark in hundredths, null for "not marked", undefined for something that is no number: never a float.
function hundredths(text) {
  const plain = half(text);
  if (!plain) return null;
  const parts = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(plain);
  return parts ? Number(parts[1]) * 100 + Number((parts[2] || "").padEnd(2, "0")) : undefined;
}

function written(mark) {
  const rest = String(mark % 100).padStart(2, "0").replace(/0+$/, "");
  return Math.floor(mark / 100) + (rest ? `.${rest}` : "");
}

class Row {
  constructor(item) {
    this.item = item;
    this.input = item.querySelector("input");
    this.code = this.input.name.slice("mark.".length);
    this.max = Number(item.dataset.max);
    this.step = Number(item.dataset.step);
    this.pad = item.querySelector(".pad");
    for (const button of item.querySelectorAll(".nudge")) {
      button.hidden = false;
      button.addEventListener("click", () => this.nudge(Number(button.dataset.nudge)));
    }
    this.draw();
  }

  get mark() { return hundredths(this.input.value); }

  fault() {
    const { mark } = this;
    if (mark === null) return "";
    if (mark === undefined) return form.dataset.saidNumber;
    if (mark > this.max) return form.dataset.saidAbove.replace("{max}", written(this.max));
    return mark % this.step ? form.dataset.saidStep.replace("{step}", written(this.step)) : "";
  }

  draw() {
    if (this.max > 4000 || this.max % 100 || 100 % this.step) return;
    for (let mark = 0; mark <= this.max; mark += 100) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = written(mark);
      button.addEventListener("click", () => this.put(mark));
      this.pad.append(button);
    }
  }

  put(mark) {
    this.input.value = written(mark);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  nudge(sign) {
    const { mark } = this;
    if (mark === undefined) return;
    if (mark === null) { this.open(); return; } // nothing to go from: a first mark is chosen, never suggested
    this.put(Math.min(this.max, Math.max(0, mark + sign * this.step)));
  }

  open() { for (const row of rows) row.show(row === this); }

  show(now) {
    this.item.classList.toggle("criterion-now", now);
    this.pad.hidden = !now || !this.pad.childElementCount;
  }

  refresh(touched) {
    const fault = this.fault();
    if (touched) {
      this.item.querySelector(".criterion-said").textContent = fault;
      this.item.classList.toggle("criterion-wrong", Boolean(fault));
    }
    const whole = this.mark == null ? "" : written(this.mark - (this.mark % 100));
    for (const button of this.pad.children) button.setAttribute("aria-pressed", String(button.textContent === whole));
  }
}

const rows = form ? [...form.querySelectorAll(".criterion")].map((item) => new Row(item)) : [];
let dirty = false;
let stopped = false;
let sending = false;
let pending = null;
let timer = 0;

function say(key, bad = false) {
  const status = form.querySelector("[data-status]");
  status.textContent = form.dataset[key];
  status.classList.toggle("bad", bad);
}

function sum() {
  const marks = rows.map((row) => row.mark).filter((mark) => mark != null);
  const missing = rows.length - marks.length;
  form.querySelector("[data-total]").textContent = marks.length ? written(marks.reduce((a, b) => a + b, 0)) : "—";
  const state = form.querySelector("[data-missing]");
  state.textContent = missing ? form.dataset.saidMissing.replace("{n}", missing) : form.dataset.saidComplete;
  state.className = `state ${missing ? "state-empty" : "state-good"}`;
}

function body() {
  const marks = Object.fromEntries(rows.map((row) => [row.code, half(row.input.value) || null]));
  return { marks, comment: form.elements.comment.value };
}

async function send() {
  if (stopped || sending || !dirty) return;
  if (rows.some((row) => row.fault())) { say("saidFaulty", true); return; }
  // One operation keeps its number until it is answered, so a retry cannot be done twice.
  pending ??= { op: crypto.randomUUID?.() ?? String(Date.now()) + String(Math.random()).slice(2), base_version: Number(form.elements.base_version.value), ...body() };
  sending = true;
  say("saidSaving");
  try {
    await answered(await fetch(form.dataset.autosave, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token.value },
      body: JSON.stringify(pending),
    }));
  } catch {
    say("saidWaiting", true);
    schedule(RETRY);
  } finally { sending = false; }
}

async function answered(answer) {
  if (answer.status >= 500 || answer.status === 429) throw new Error("later");
  const sent = pending;
  pending = null;
  if (answer.ok) {
    form.elements.base_version.value = (await answer.json()).version;
    const now = body();
    dirty = JSON.stringify(now) !== JSON.stringify({ marks: sent.marks, comment: sent.comment });
    if (dirty) schedule(PAUSE);
    else say("saidSaved");
  } else if (answer.status === 409) {
    stopped = true;
    say("saidConflict", true);
  } else if ([401, 403, 400].includes(answer.status)) {
    stopped = true;
    say("saidOut", true);
  } else say("saidFaulty", true);
}

function schedule(pause) {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

// A save of its own may still be on its way: its answer carries the version the form must name.
async function submitted(event) {
  clearTimeout(timer);
  if (!stopped && (sending || pending)) {
    event.preventDefault();
    while (sending) await new Promise((done) => setTimeout(done, 50));
    if (pending) await send();
    if (!pending) form.requestSubmit(event.submitter);
    return;
  }
  stopped = true;
  dirty = false;
}

function begin() {
  for (const row of rows) {
    row.refresh(false);
    row.item.addEventListener("pointerdown", () => row.open());
    row.input.addEventListener("focus", () => row.open());
    row.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const next = rows[rows.indexOf(row) + 1];
      if (next) next.input.focus();
      else form.querySelector(".sheet-buttons .button-main").focus();
    });
  }
  const first = rows.find((row) => row.mark === null) ?? rows[0];
  first?.open();
  if (first !== rows[0]) first.item.scrollIntoView({ block: "center", behavior: "instant" });
  form.addEventListener("input", (event) => {
    rows.find((row) => row.input === event.target)?.refresh(true);
    dirty = true;
    sum();
    schedule(PAUSE);
  });
  form.addEventListener("submit", submitted);
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  sum();
}

if (form) begin();

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.said;
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
