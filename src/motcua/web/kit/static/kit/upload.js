/* Several files, one after the other, in pieces that survive a broken line (tus 1.0). Without this the form works as it is. */
(() => {
  "use strict";
  const PIECE = 512 * 1024;
  const LONGEST = 2000;
  const SMALL_ENOUGH = 500 * 1024;
  const WORDS = JSON.parse(document.getElementById("upload-words").textContent);
  const pause = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });
  let running = 0;

  // Photographs are turned upright and made at most 2000 px long; HEIC and papers go as they are.
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png)$/.test(file.type) || file.size <= SMALL_ENOUGH) { return file; }
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      if (!blob || blob.size >= file.size) { return file; }
      return new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
    } catch { return file; } // an unreadable picture goes as it is: the server says what is wrong with it
  };

  const digest = async (file) => {
    if (!window.crypto || !crypto.subtle) { return ""; }
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  class Refusal extends Error {}

  // The box of one paper: a form of its own, or a part of a larger form that is sent later.
  const paper = (box) => {
    const list = box.parentElement.querySelector("[data-files]");
    const token = box.closest("form").querySelector("[name=csrfmiddlewaretoken]").value;

    const ask = async (url, options = {}) => {
      const answer = await fetch(url, {
        ...options, redirect: "manual", credentials: "same-origin",
        headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...options.headers },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) { throw new Refusal(WORDS.login); }
      if (answer.status >= 500) { throw new TypeError("try again"); }
      return answer;
    };
    const sentence = async (answer) => {
      const said = (answer.headers.get("Content-Type") || "").startsWith("text/plain") ? await answer.text() : "";
      return said || WORDS.failed;
    };

    const row = (name) => {
      const item = document.createElement("li");
      item.className = "coming";
      const what = document.createElement("span");
      what.className = "what";
      const title = document.createElement("span");
      title.textContent = name;
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `${WORDS.sending} ${name}`);
      const state = document.createElement("small");
      state.className = "muted";
      state.setAttribute("role", "status");
      state.textContent = WORDS.waiting;
      const stop = document.createElement("button");
      stop.type = "button";
      stop.className = "link-button danger";
      stop.textContent = WORDS.stop;
      const whose = document.createElement("span");
      whose.className = "vh";
      whose.textContent = ` ${name}`;
      stop.append(whose);
      what.append(title, bar, state);
      item.append(what, stop);
      list.append(item);
      list.hidden = false;
      return { item, bar, state, stop, what, stopped: false };
    };

    // The address of an upload that broke off with the same bytes, else of a new one.
    const begin = async (file, sha256, shown) => {
      const before = sha256 && list.querySelector(`[data-sha256="${sha256}"]`);
      if (before) {
        const url = before.dataset.uploadUrl;
        const answer = await ask(url, { method: "HEAD" });
        before.remove();
        if (answer.ok) { return [url, Number(answer.headers.get("Upload-Offset"))]; }
      }
      const said = { filename: file.name, filetype: file.type, sha256 };
      const metadata = Object.entries(said).filter(([, value]) => value).map(([key, value]) => `${key} ${coded(value)}`);
      const answer = await ask(box.dataset.begin, {
        method: "POST", headers: { "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") },
      });
      if (answer.status !== 201) { throw new Refusal(await sentence(answer)); }
      shown.url = answer.headers.get("Location");
      return [shown.url, 0];
    };

    const pieces = async (file, url, from, shown) => {
      let offset = from;
      for (let tries = 0; ;) {
        if (shown.stopped) { return; }
        const percent = Math.floor((offset / file.size) * 100);
        shown.bar.value = percent;
        shown.state.textContent = offset < file.size ? `${WORDS.sending} ${percent} %` : WORDS.checking;
        try {
          const answer = await ask(url, {
            method: "PATCH", body: file.slice(offset, offset + PIECE),
            headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
          });
          if (answer.status === 409) { // a lost answer: ask where to go on
            const where = await ask(url, { method: "HEAD" });
            if (!where.ok || (tries += 1) > 20) { throw new Refusal(WORDS.failed); }
            offset = Number(where.headers.get("Upload-Offset"));
            if (offset >= file.size) { return; }
            continue;
          }
          if (answer.status !== 204) { throw new Refusal(await sentence(answer)); }
          offset = Number(answer.headers.get("Upload-Offset"));
          tries = 0;
          if (offset >= file.size) { return; }
        } catch (trouble) {
          if (trouble instanceof Refusal) { throw trouble; }
          shown.state.textContent = WORDS.broken;
          await pause(Math.min(60, 2 ** tries) * 1000);
          tries += 1;
          try {
            const where = await ask(url, { method: "HEAD" });
            if (!where.ok) { throw new Refusal(WORDS.failed); }
            offset = Number(where.headers.get("Upload-Offset"));
          } catch (still) { if (still instanceof Refusal) { throw still; } }
        }
      }
    };

    const outcome = async (url, shown) => {
      const answer = await ask(url);
      if (!answer.ok) { throw new Refusal(await sentence(answer)); }
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const item = document.importNode(made.querySelector("li"), true);
      shown.item.replaceWith(item);
      if (!item.querySelector(".error")) {
        box.parentElement.classList.remove("wrong");
        box.querySelectorAll(".error").forEach((old) => old.remove());
      }
    };

    const send = async (chosen, shown) => {
      const file = await shrink(chosen);
      const sha256 = await digest(file);
      for (let tries = 0; ; tries += 1) {
        try {
          const [url, offset] = await begin(file, sha256, shown);
          shown.url = url;
          await pieces(file, url, offset, shown);
          if (!shown.stopped) { await outcome(url, shown); }
          return;
        } catch (trouble) {
          if (trouble instanceof Refusal || shown.stopped) { throw trouble; }
          shown.state.textContent = WORDS.broken;
          await pause(Math.min(60, 2 ** tries) * 1000);
        }
      }
    };

    let queue = Promise.resolve();
    const take = (files) => files.forEach((chosen) => {
      const shown = row(chosen.name);
      shown.stop.addEventListener("click", () => {
        shown.stopped = true;
        shown.item.remove();
        if (shown.url) { ask(shown.url, { method: "DELETE" }).catch(() => {}); } // else it is forgotten within a day
      });
      running += 1;
      queue = queue.then(() => shown.stopped || send(chosen, shown)).catch((refusal) => {
        const said = document.createElement("span");
        said.className = "error";
        said.setAttribute("role", "alert");
        said.textContent = refusal.message;
        shown.bar.remove();
        shown.state.replaceWith(said);
      }).finally(() => { running -= 1; });
    });

    const input = box.querySelector("input[type=file]");
    const button = box.querySelector("[data-send]");
    if (button) { button.hidden = true; } // choosing sends
    box.hidden = false;
    const instead = box.parentElement.querySelector("[data-instead]");
    if (instead) { // errors lead to what stands in its place
      instead.remove();
      box.querySelector("label").htmlFor = input.id = instead.id;
    }
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
    if (box.matches("form")) {
      box.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); });
    }
  };

  document.querySelectorAll("[data-begin]").forEach(paper);
  window.addEventListener("beforeunload", (event) => { if (running) { event.preventDefault(); } });
})();
