/* Everything here makes a working page nicer; nothing here is needed. */
(() => {
  "use strict";
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  const focusErrors = (within) => {
    const summary = within.querySelector(".errors");
    if (summary) { summary.focus(); }
  };

  // What of the page is stored by now, so that its next save is not taken for one of another window.
  const marked = (form, answer) => {
    const seen = form.elements["da-xem"];
    if (seen && answer.headers.get("X-Saved-Mark")) { seen.value = answer.headers.get("X-Saved-Mark"); }
  };

  // The buttons of a map bring back the map alone; without this they post the page, which comes back whole.
  const unmapped = (map) => {
    const told = map.querySelector("[data-told]");
    told.textContent = told.dataset.failed;
  };
  const mapIn = (page, map) => page.querySelector(`[data-map="${CSS.escape(map.dataset.map)}"]`);
  const redrawn = (map, fresh, body) => {
    const button = document.activeElement;
    const name = map.contains(button) ? button.name : "";
    const group = map.closest("fieldset");
    const drawn = mapIn(fresh, map);
    const numbers = $$("input[inputmode=decimal]", drawn.closest("fieldset"));
    map.replaceWith(drawn);
    numbers.forEach((given) => {
      const box = group.querySelector(`[name="${CSS.escape(given.name)}"]`);
      if (box.value === given.value || box.value !== body.get(given.name)) { return; }
      box.value = given.value;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    const same = name && $$(`[name="${CSS.escape(name)}"]`, group).find(({ value }) => value === button.value);
    if (same) { same.focus({ preventScroll: true }); }
  };
  document.addEventListener("submit", async (event) => {
    const map = event.submitter && event.submitter.closest("[data-map]");
    if (!map || !event.submitter.name || event.target.dataset.sent) { return; }
    event.preventDefault();
    if (map.getAttribute("aria-busy")) { return; }
    const form = event.target;
    const body = new FormData(form, event.submitter);
    [...body.keys()].forEach((key) => { if (body.get(key) instanceof File) { body.delete(key); } });
    map.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "HX-Request": "true" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || answer.redirected || !mapIn(fresh, map)) { throw new Error(); }
      marked(form, answer);
      redrawn(map, fresh, body);
    } catch {
      map.removeAttribute("aria-busy");
      unmapped(map);
    }
  });
  document.addEventListener("error", ({ target }) => {
    const map = target.type === "image" && target.closest("[data-map]");
    if (map) { target.parentElement.classList.add("lost"); unmapped(map); }
  }, true);

  // A second tap on a slow network sends nothing; the server would treat it as the same filing anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || event.submitter?.formTarget === "_blank") { return; }
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

  // A question on whose answer others hang asks the server again which apply. What was typed is never replaced.
  const showAsked = (within) => $$("[data-field]", within).forEach((field) => {
    field.hidden = field.classList.contains("unasked");
  });
  let reactions = 0;
  document.addEventListener("change", async (event) => {
    const fields = event.target.closest("[data-react]") && event.target.closest("[data-fields]");
    if (!fields) { return; }
    const form = event.target.form;
    const body = new FormData(form);
    body.set("react", "1");
    [...body.keys()].forEach((key) => { if (body.get(key) instanceof File) { body.delete(key); } });
    const mine = ++reactions;
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected || mine !== reactions) { return; }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      $$("[data-field]", fresh).forEach((field) => {
        const here = fields.querySelector(`[data-field="${CSS.escape(field.dataset.field)}"]`);
        if (here) { here.classList.toggle("unasked", field.classList.contains("unasked")); }
      });
      $$("[data-live]", fresh).forEach((live) => {
        const here = document.getElementById(live.id);
        if (here) { here.textContent = live.textContent; }
      });
      showAsked(fields);
    } catch { /* The page stays as it is; the server sorts it out when it is sent. */ }
  });

  // Digits of an amount in threes, as they are typed.
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches("[data-grouped]") || box.selectionStart !== box.value.length) { return; }
    const digits = box.value.replace(/[.\s]/g, "");
    if (/^\d+$/.test(digits)) { box.value = digits.replace(/\B(?=(\d{3})+$)/g, "."); }
  });

  // The telephone's own place fills the two numbers; a person may still type others.
  const locates = (within) => $$("[data-locate]", within).forEach((button) => {
    button.hidden = !navigator.geolocation;
    button.addEventListener("click", () => {
      const group = button.closest("fieldset");
      const told = group.querySelector("[data-located]");
      const found = ({ coords }) => {
        const numbers = [coords.latitude, coords.longitude].map((one) => one.toFixed(6).replace(".", ","));
        $$("input[inputmode=decimal]", group).slice(0, 2).forEach((box, at) => {
          box.value = numbers[at];
          box.dispatchEvent(new Event("change", { bubbles: true }));
        });
        told.textContent = told.dataset.located;
        const show = group.querySelector("[data-map] button[value=show]");
        if (show) { show.click(); }
      };
      navigator.geolocation.getCurrentPosition(found, () => { told.textContent = told.dataset.lost; }, { timeout: 15000 });
    });
  });

  // Answers saved while typing: the same form post, marked as a draft save, answered with 204.
  const autosave = () => {
    const form = document.querySelector("form[data-autosave]");
    const proof = document.querySelector("[data-saved]");
    if (!form || !proof) { return; }
    const AGAIN = 5000;
    let timer = 0;
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
    const say = (words, bad) => {
      proof.textContent = words;
      proof.closest(".saved").hidden = false;
      proof.closest(".saved").classList.toggle("not", bad);
    };
    const save = async () => {
      if (form.dataset.sent) { return; }
      const body = new FormData(form);
      body.set("autosave", "1");
      [...body.keys()].forEach((key) => { if (body.get(key) instanceof File) { body.delete(key); } });
      try {
        const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { "X-Autosave": "1" } });
        const at = answer.headers.get("X-Saved-At");
        marked(form, answer);
        if (at) { say(`${proof.dataset.saved} ${at}`, false); }
        else if (answer.status === 409 && proof.dataset.overtaken) { say(proof.dataset.overtaken, true); }
        else if (answer.redirected || answer.status === 401 || answer.status === 403) { say(proof.dataset.expired, true); }
        else { say(proof.dataset.unsaved, true); later(AGAIN); }
      } catch { say(proof.dataset.unsaved, true); later(AGAIN); /* The form still holds everything. */ }
    };
    form.addEventListener("change", () => later(800));
    form.addEventListener("input", ({ target }) => { if (target.matches("textarea")) { later(2500); } });
    window.addEventListener("online", () => { if (proof.closest(".not")) { later(0); } });
  };

  // To another device or app of the person's own.
  const shares = () => $$("[data-share]").forEach((button) => {
    button.hidden = !navigator.share;
    button.addEventListener("click", () => navigator.share({ title: button.dataset.shareTitle, url: button.dataset.share }).catch(() => {}));
  });

  // The portal as an app: static files and published pages without a network (portal/worker.js has the rule).
  const worker = () => {
    const header = document.querySelector("[data-worker]");
    if (header && "serviceWorker" in navigator) { navigator.serviceWorker.register(header.dataset.worker).catch(() => {}); }
  };
  const offline = async () => {
    const kept = document.querySelector("[data-kept]");
    if (!kept) { return; }
    const press = (name, act) => $$(`[data-${name}]`).forEach((button) => { button.hidden = false; button.addEventListener("click", act); });
    press("back", () => history.back());
    press("again", () => location.reload());
    const pages = await (await caches.open("pages-1")).keys();
    const items = await Promise.all(pages.filter(({ url }) => new URL(url).pathname !== location.pathname).map(async ({ url }) => {
      const text = await (await caches.match(url, { ignoreVary: true })).text();
      const link = document.createElement("a");
      link.href = url;
      link.textContent = new DOMParser().parseFromString(text, "text/html").title.split(" · ")[0];
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    kept.querySelector("ul").replaceChildren(...items);
    kept.hidden = !items.length;
  };

  const prints = () => $$("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    const suggestions = document.getElementById("goi-y");
    if (suggestions) { suggestions.replaceChildren(); }
  });
  document.addEventListener("htmx:afterSwap", (event) => { focusErrors(event.target); showAsked(event.target); });
  focusErrors(document);
  showAsked(document);
  locates(document);
  autosave();
  prints();
  shares();
  worker();
  offline();
})();
