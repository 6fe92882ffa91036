/* Photos are sent from the page of a day, one after the other, each in a request of its own. What did not reach the
   server is sent again (retry.js) under the same key, so that it is there once. Nothing is kept in the browser: whoever
   leaves the page before all is sent is asked. */
(() => {
  "use strict";

  const HEAVIEST = 15 * 1024 * 1024; /* as documents/photos/gate.py has it */
  const part = document.querySelector("[data-photos]");
  const form = part && document.getElementById(part.dataset.form);
  if (!form) return;
  const { sending, again: repeated, heavy, ended, refused } = part.dataset;
  const input = part.querySelector("input[type=file]");
  const list = part.querySelector(".sends");
  const queue = []; /* { key, file, line } in the order in which they were chosen */
  const { wait, anew } = retrying(next);
  let isSending = false;

  function key() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  function line(file) {
    const item = document.createElement("li");
    const name = document.createElement("b");
    const said = document.createElement("span");
    name.textContent = file.name;
    said.className = "small quiet";
    item.append(name, said);
    list.append(item);
    return item;
  }
  function say(item, words, tone = "") {
    item.lastChild.textContent = words;
    if (tone) item.dataset.tone = tone; else delete item.dataset.tone;
  }
  function chosen() {
    for (const file of input.files) {
      const item = line(file);
      if (file.size > HEAVIEST) say(item, heavy, "bad");
      else { say(item, sending.replace("{n}", 0)); queue.push({ key: key(), file, line: item }); }
    }
    input.value = "";
    next();
  }
  function next() {
    if (!isSending && queue.length) send(queue[0]);
  }
  function send(one) {
    const request = new XMLHttpRequest(), data = new FormData(form);
    isSending = true;
    data.set("key", one.key);
    data.delete("photo");
    data.append("photo", one.file, "photo"); /* a file's own name may say who is on it */
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = ({ loaded, total }) => say(one.line, sending.replace("{n}", Math.floor((100 * loaded) / total)));
    request.onloadend = () => answered(one, request);
    request.send(data);
  }
  function answered(one, { status, responseText }) {
    isSending = false;
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      say(one.line, repeated, "soon");
      wait();
      return;
    }
    queue.shift();
    if (status === 201) { one.line.remove(); htmx.trigger("#photos", "photos"); }
    else say(one.line, { 401: ended, 413: heavy, 422: responseText }[status] || refused, "bad");
    anew();
  }

  input.multiple = true;
  input.addEventListener("change", chosen);
  addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });
})();
