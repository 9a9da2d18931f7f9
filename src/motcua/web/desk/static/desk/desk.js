// The desk's own script: single keys, the split view and small conveniences. Every page works without it.
"use strict";

const ROOMY = window.matchMedia("(min-width: 1120px)");
const store = {
  get off() { try { return localStorage.getItem("desk-keys") === "off"; } catch { return false; } },
  set off(value) { try { localStorage.setItem("desk-keys", value ? "off" : "on"); } catch { /* private window */ } },
};
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const registry = () => JSON.parse(document.getElementById("desk-keys")?.textContent || "[]");

function rows() { return all("[data-row]"); }
function current() { return document.querySelector("[data-row].is-current"); }

function move(step) {
  const list = rows();
  if (!list.length) return;
  const at = list.indexOf(current());
  const row = list[Math.min(Math.max(at + step, 0), list.length - 1)];
  current()?.classList.remove("is-current");
  row.classList.add("is-current");
  (row.querySelector("[data-open]") || row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const acts = {
  next: () => move(1),
  previous: () => move(-1),
  open: () => current()?.querySelector("[data-open]")?.click(),
  tick: () => current()?.querySelector("input[type=checkbox]")?.click(),
  search: () => document.querySelector("[data-search]")?.focus(),
  inbox: () => document.querySelector("[data-go=inbox]")?.click(),
  intake: () => document.querySelector("[data-go=intake]")?.click(),
  signing: () => document.querySelector("[data-go=signing]")?.click(),
  sheet: () => document.getElementById("phim-tat")?.showModal(),
};

let before = "";
function typed(event) {
  if (event.ctrlKey && event.key === "Enter") {
    event.target.closest("form")?.requestSubmit();
    return;
  }
  if (store.off || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const found = registry().find(({ keys }) => keys === `${before} ${event.key}` || (!before && keys === event.key));
  before = !found && event.key === "g" ? "g" : "";
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found && !button) return;
  event.preventDefault();
  if (found) acts[found.does]();
  else button.click();
}

function keepSwitch() {
  all("[data-keys-switch]").forEach((box) => {
    box.checked = !store.off;
    box.addEventListener("change", () => { store.off = !box.checked; });
  });
  all("[data-sheet]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", acts.sheet);
  });
}

// Below the split view's width a row opens its page, as it does without a script.
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest("[data-open]");
  if (link && !ROOMY.matches) {
    event.preventDefault();
    window.location.assign(link.href);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  // The address follows the open dossier, so that a reload shows the same two panes; htmx's own history is not used.
  const address = event.detail.requestConfig?.elt.dataset.splitUrl;
  if (address) window.history.replaceState(null, "", address);
  const summary = event.target.querySelector("[data-errors], [data-flash]");
  const heading = summary || (event.target.id === "chi-tiet" && event.target.querySelector("h2"));
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: !summary }); }
  all("[data-row]").forEach((row) => {
    const mine = event.target.querySelector?.("[data-dossier]")?.dataset.dossier;
    if (mine) row.classList.toggle("is-open", row.dataset.row === mine);
  });
  prepare(event.target);
});

function prepare(part) {
  all("[data-print]", part).forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  all("[data-tick-all]", part).forEach((box) => {
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      all(`input[name="${box.dataset.tickAll}"]`).forEach((one) => { if (!one.disabled) one.checked = box.checked; });
    });
  });
  all("[data-manual]", part).forEach((one) => { one.hidden = true; });
  all("[data-when]", part).forEach(showWhen);
  all("[data-scan]", part).forEach((field) => field.addEventListener("input", () => scanned(field)));
  all(".d-dates", part).forEach(hopDates);
  all(".d-counter", part).forEach((form) => form.addEventListener("keydown", stepOn));
}

// A block that matters only for one choice: <div data-when="field=value value2">.
function showWhen(block) {
  const [name, values] = block.dataset.when.split("=");
  const form = block.closest("form");
  const sync = () => {
    const fields = all(`[name="${CSS.escape(name)}"]`, form);
    const chosen = fields.filter((field) => field.type !== "radio" || field.checked).map((field) => field.value);
    block.hidden = !values.split(" ").some((value) => chosen.includes(value));
  };
  form.addEventListener("change", sync);
  sync();
}

// After a card is read the cursor stands in the first field that is still empty.
function nextEmpty(form) {
  const fields = all("input[type=text], textarea, select", form).filter((one) => one.offsetParent && !one.matches("[data-scan]"));
  fields.find((one) => !one.value)?.focus();
}

// Day, month, year: a full box leads to the next one.
function hopDates(group) {
  const boxes = all("input", group);
  boxes.forEach((box, at) => box.addEventListener("input", () => {
    if (box.value.length === box.maxLength && box.selectionStart === box.value.length) boxes[at + 1]?.focus();
  }));
}

// At the counter Enter goes to the next field instead of sending a half-filled form; the card's field reads the card.
function stepOn(event) {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || !field.matches("input:not([type=file]), select")) return;
  if (field.matches("[data-scan]") && field.value.trim()) return;
  event.preventDefault();
  const stops = all("input:not([type=hidden]), select, textarea, button", field.form).filter((one) => one.offsetParent);
  stops[stops.indexOf(field) + 1]?.focus();
}

// A scanner ends its text with Enter, which sends the form; one that does not is sent when the card is whole.
let waiting = 0;
function scanned(field) {
  clearTimeout(waiting);
  if (field.value.split("|").length < 6) return;
  waiting = setTimeout(() => field.form.querySelector("[data-read-card]")?.click(), 350);
}

// A part that could not be fetched says so where it would have stood, and leads to the whole page.
document.addEventListener("htmx:responseError", (event) => failed(event.detail));
document.addEventListener("htmx:sendError", (event) => failed(event.detail));
function failed({ target, requestConfig }) {
  const template = document.getElementById("desk-failed");
  if (!target || !template) return;
  const note = template.content.cloneNode(true);
  const link = note.querySelector("a");
  link.href = requestConfig.verb === "get" ? requestConfig.path : window.location.href;
  target.replaceChildren(note);
  link.focus();
}

document.addEventListener("keydown", typed);
keepSwitch();
prepare(document);
const first = document.querySelector("[data-errors], [data-flash]");
const identified = document.querySelector("[data-identified]");
if (identified) nextEmpty(identified.closest("form"));
else if (first) { first.tabIndex = -1; first.focus({ preventScroll: false }); }
