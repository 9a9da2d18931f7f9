/* Everything here makes a working page nicer; nothing here is needed. */
(() => {
  "use strict";
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  const focusErrors = (within) => {
    const summary = within.querySelector(".errors");
    if (summary) { summary.focus(); }
  };

  // A second tap on a slow network sends nothing; the server would treat it as the same filing anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) { button.setAttribute("aria-busy", "true"); }
  });
  const release = () => $$("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    $$("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  });
  window.addEventListener("pageshow", release);

  // Fields that depend on another one: hidden early; the server decides what counts.
  const followConditions = (within) => {
    const dependents = $$("[data-when]", within);
    if (!dependents.length) { return; }
    const answer = (name) => {
      const chosen = $$(`[name="${name}"]`).filter((control) => !/radio|checkbox/.test(control.type) || control.checked);
      return chosen.map((control) => control.value);
    };
    const update = () => dependents.forEach((field) => {
      if (!$$(`[name="${field.dataset.when}"]`).length) { return; }
      const wanted = field.dataset.is.split("|");
      field.hidden = !answer(field.dataset.when).some((value) => wanted.includes(value));
    });
    document.addEventListener("change", update);
    update();
  };

  // Answers saved while typing: the same form post, marked as a draft save, answered with 204.
  const autosave = () => {
    const form = document.querySelector("form[data-autosave]");
    const proof = document.querySelector("[data-saved]");
    if (!form || !proof) { return; }
    let timer = 0;
    const save = async () => {
      if (form.dataset.sent) { return; }
      const body = new FormData(form);
      body.set("autosave", "1");
      try {
        const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "X-Autosave": "1" } });
        if (!answer.ok || answer.redirected) { return; }
        const at = answer.headers.get("X-Saved-At");
        if (at) { proof.textContent = `${proof.dataset.saved} ${at}`; }
      } catch { /* The network is gone; the form still holds everything and will be sent with the button. */ }
    };
    form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 800); });
  };

  // Photos of 4 to 12 megapixels become at most 1600 px wide before they leave the telephone.
  const LONGEST = 1600;
  const SMALL_ENOUGH = 500 * 1024;
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= SMALL_ENOUGH) { return file; }
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) { return file; }
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  };
  const uploads = () => $$("input[type=file][data-shrink]").forEach((input) => {
    input.addEventListener("change", async () => {
      const form = input.form;
      const part = input.closest("[data-upload]");
      const button = part ? part.querySelector("button[data-send]") : form.querySelector("button");
      if (!input.files.length || form.dataset.sent) { return; }
      if (button) { button.setAttribute("aria-busy", "true"); button.textContent = input.dataset.shrink; }
      try {
        const smaller = await Promise.all([...input.files].map(shrink));
        const bag = new DataTransfer();
        smaller.forEach((file) => bag.items.add(file));
        input.files = bag.files;
      } catch { /* An unreadable picture goes as it is: the server says what is wrong with it. */ }
      form.requestSubmit(button);
    });
  });

  const prints = () => $$("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    const suggestions = document.getElementById("goi-y");
    if (suggestions) { suggestions.replaceChildren(); }
  });
  document.addEventListener("htmx:afterSwap", (event) => { focusErrors(event.target); followConditions(event.target); });
  focusErrors(document);
  followConditions(document);
  autosave();
  uploads();
  prints();
})();
