// The only script of the pages that a server shows. Everything works without it but this: progress
// by itself, a file that is sent as soon as it is dropped, and a notebook that is saved on the way
// back.
"use strict";

const body = document.body;

// --- a check in progress: show the page anew when something has changed
async function follow(address, done) {
  for (;;)
    try {
      // the server answers when there is something new, or after some seconds
      const answer = await fetch(`${address}?done=${done}`, { credentials: "same-origin" });
      const said = await answer.json();
      if (!said.running || String(said.done) !== done) return location.reload();
    } catch {
      // the server is away for a moment, or for good: then the page stays as it is
      await new Promise(next => setTimeout(next, 700));
    }
}
if (body.dataset.progress) follow(body.dataset.progress, body.dataset.done);

// --- files: what is dropped or chosen is sent at once
for (const input of document.querySelectorAll("input[data-sends]")) {
  const form = input.form;
  form.classList.add("scripted");
  input.addEventListener("change", () => input.files.length && form.requestSubmit());
  for (const kind of ["dragover", "drop"])
    form.addEventListener(kind, event => {
      event.preventDefault();
      if (kind === "drop" && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
}

// --- a button is pressed once
for (const form of document.querySelectorAll("form"))
  form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

// --- a form of questions: what is chosen is kept at once
const sheet = document.querySelector("form.sheet");
let last = Promise.resolve();

// Sends the form as it is now, after what was sent before, and shows what the answer says anew: the
// controls stay as they are, and so does the keyboard's place.
function keep(button) {
  last = last.then(async () => {
    const fields = new URLSearchParams(new FormData(sheet));
    if (button) fields.append(button.name, button.value);
    try {
      const answer = await fetch(sheet.action, { method: "POST", body: fields, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("form.sheet") || page.querySelector("[data-anew]"))
        return (location.href = answer.url);
      for (const part of page.querySelectorAll("[data-part]")) renew(part);
    } catch {
      const done = document.getElementById("done");
      done.textContent = done.dataset.lost;
    }
  });
  return last;
}

function renew(part) {
  const here = document.getElementById(part.id);
  if ("value" in part) here.value = part.value;
  else if (here.innerHTML !== part.innerHTML) here.replaceChildren(...part.childNodes);
}

function shift(button) {
  const row = button.closest("li");
  const other = button.dataset.move < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (button.dataset.move < 0) other.before(row);
  else other.after(row);
  row.closest("fieldset").querySelector("input[type=checkbox]").checked = true;
  button.focus();
}

async function check(button) {
  const said = button.textContent;
  button.textContent = sheet.dataset.saving;
  await keep(button);
  button.textContent = said;
  button.closest("fieldset").querySelector(".verdict")?.scrollIntoView({ block: "nearest" });
}

// What was chosen before this script was there, on a slow machine, is kept as well.
const chosen = one =>
  /^(radio|checkbox)$/.test(one.type) ? one.checked !== one.defaultChecked : one.type === "text" && one.value !== one.defaultValue;

if (sheet) {
  sheet.classList.add("scripted");
  sheet.addEventListener("change", () => keep());
  if ([...sheet.elements].some(chosen)) keep();
  sheet.addEventListener("submit", event => {
    event.preventDefault();
    delete sheet.dataset.sent;
    const field = document.activeElement?.closest("fieldset");
    const button = event.submitter?.classList.contains("skip")
      ? field?.querySelector("[data-check]") // Enter in a number field
      : event.submitter;
    if (button?.dataset.move) {
      shift(button);
      keep();
    } else if (button && "check" in button.dataset) check(button);
    else keep();
  });
}

// --- the frame around a notebook
const frame = document.getElementById("inside");
const app = () => {
  try {
    return frame.contentWindow.jupyterapp;
  } catch {
    return undefined; // a page that came as a file, which has an origin of its own
  }
};

function isReady() {
  // JupyterLab says "idle" before there is a kernel, and what is run then is lost
  const kernel = app()?.shell?.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === "connected" && /^(idle|busy)$/.test(kernel.status);
}

// The notebook alone: no column of files and tools at its sides, which the menu brings back.
function makeRoom() {
  for (const side of ["left", "right"])
    if (app().shell.isSideTabBarVisible?.(side))
      app().commands.execute("application:toggle-side-tabbar", { side });
}

const ready = document.getElementById("ready");
if (ready) {
  const waiting = setInterval(() => {
    if (!isReady()) return;
    clearInterval(waiting);
    ready.textContent = ready.dataset.ready;
    ready.classList.add("good");
    makeRoom();
    // the section that was asked for: what stands above it has its height by now
    if (frame.dataset.cell) app().shell.currentWidget.setFragment(`#cell-id=${frame.dataset.cell}`);
  }, 400);
}

// Saves what is open in the frame, then goes on; after five seconds in any case.
const back = document.getElementById("back");
async function saved(goOn) {
  back.textContent = back.dataset.saving;
  const patience = new Promise(done => setTimeout(done, 5000));
  try {
    await Promise.race([app().commands.execute("docmanager:save-all"), patience]);
  } finally {
    goOn();
  }
}
back?.addEventListener("click", event => {
  if (!app()) return;
  event.preventDefault();
  saved(() => (location.href = back.href));
});
if (frame)
  for (const form of document.forms)
    form.addEventListener("submit", event => {
      if (!app() || event.defaultPrevented) return;
      event.preventDefault();
      saved(() => form.submit());
    });
