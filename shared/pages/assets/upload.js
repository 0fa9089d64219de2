// Sends a file straight to its bucket: announce it with size and SHA-256, PUT it to the signed address, say it is there.
// Whatever goes wrong before the PUT, the form is sent the plain way instead.
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function ask(form, fields) {
  const body = new URLSearchParams(fields);
  const reply = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
  const json = (reply.headers.get("content-type") ?? "").includes("json");
  if (!json) throw new Error("plain");
  const answer = await reply.json();
  if (!reply.ok) throw Object.assign(new Error("refused"), { answer });
  return answer;
}

function put(ticket, file, bar) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("PUT", ticket.url);
    for (const { name, value } of ticket.headers) {
      if (!["content-length", "host"].includes(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onload = () => (request.status < 300 ? done() : failed(new Error("put")));
    request.onerror = () => failed(new Error("put"));
    request.send(file);
  });
}

async function send(form, say, bar) {
  const file = form.elements.file.files[0];
  const field = (name) => form.elements[name].value;
  if (!file) return form.elements.file.focus();
  if (file.size > Number(form.dataset.bytesMax)) throw Object.assign(new Error("refused"), { own: form.dataset.tooLarge });
  say(form.dataset.reading);
  const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const key = field("idempotency_key");
  const ticket = await ask(form, {
    idempotency_key: `${key}-${sha256.slice(0, 16)}`, version: field("version"), material: field("material"),
    file_name: file.name, media_type: file.type, bytes: file.size, sha256,
  });
  say(form.dataset.sending);
  bar.hidden = false;
  await put(ticket, file, bar);
  say(form.dataset.checking);
  await ask(form, { idempotency_key: `${key}-${ticket.upload}`, version: ticket.version, upload: ticket.upload });
  say(form.dataset.done);
  location.hash = form.closest("[id]")?.id ?? "";
  location.reload();
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const told = form.querySelector("[data-told]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button");
  const say = (words) => { told.textContent = words; };
  form.addEventListener("submit", async (event) => {
    if (!globalThis.crypto?.subtle || form.dataset.plain) return;
    event.preventDefault();
    button.disabled = true;
    try {
      await send(form, say, bar);
      button.disabled = false;
    } catch (error) {
      bar.hidden = true;
      button.disabled = false;
      if (error.message === "refused") {
        const faults = error.answer?.errors ?? [];
        say(error.own ?? [error.answer?.title, error.answer?.detail, ...faults.map((fault) => fault.zh)].filter(Boolean).join(" "));
      } else if (form.elements.file.files[0]?.size <= Number(form.dataset.plainMax)) {
        form.dataset.plain = "1";
        form.requestSubmit();
      } else {
        say(form.dataset.failed);
      }
    }
  });
}
