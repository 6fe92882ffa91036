/* A shared device: says once a minute that somebody is at it, and covers the page when nobody was.
   The server ends the session by its own clock; this hides what is on the screen already. */
(() => {
  "use strict";

  const { after, present } = document.currentScript.dataset;
  const MINUTE = 60000;
  let last = Date.now();
  let told = last;

  function here() {
    last = Date.now();
    if (last - told < MINUTE) return;
    told = last;
    fetch(present).then((answer) => { if (answer.redirected) cover(); }, () => {});
  }
  function cover() {
    const locked = document.getElementById("locked");
    if (locked.open) return;
    document.dispatchEvent(new Event("rits:cover")); /* what is unsaved is tried once more */
    document.body.classList.add("is-covered");
    locked.addEventListener("cancel", (event) => event.preventDefault());
    locked.showModal();
  }
  /* sleep stops timers, so the clock is looked at again when the page is */
  const look = () => { if (Date.now() - last >= Number(after) * 1000) cover(); };

  ["keydown", "pointerdown", "pointermove", "wheel"].forEach((name) =>
    document.addEventListener(name, () => { look(); here(); }, { passive: true }));
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.triggeringEvent?.type === "again") return; /* register.js by itself: nobody is here */
    last = told = Date.now();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
})();
