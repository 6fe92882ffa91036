/* Taps on a register: until the server has said that a tap is saved, this page remembers it (and nothing else does),
   counts it in the save bar, and sends it again (retry.js). What is sent is how the row stands then, one after the other
   (hx-sync), so that nothing older overwrites it. */
(() => {
  "use strict";

  const SLOW = 2000; /* an answer that takes longer is missed */
  const taps = new Map(); /* row's id → { row, at, state: "sent" | "failed" | "refused", missed } */
  const { again, wait, anew } = retrying(resend);

  const on = (name, act, early) => document.addEventListener(name, act, early);
  const bar = () => document.getElementById("unsaved");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const isMissed = (tap) => tap.missed || Date.now() - tap.at >= SLOW;
  const ask = (event) => event.preventDefault();

  function show() {
    if (!bar()) taps.clear(); /* a page of what is saved */
    taps.forEach((tap, id) => { if (!document.getElementById(id)) taps.delete(id); });
    (taps.size ? addEventListener : removeEventListener)("beforeunload", ask);
    if (!bar()) return;
    const missed = [...taps.values()].filter(isMissed);
    const { one, other, later } = bar().dataset;
    const words = (plural.select(missed.length) === "one" ? one : other).replace("{n}", missed.length);
    const ahead = missed.some((tap) => tap.state !== "refused") ? ` ${later}` : "";
    const place = bar().lastElementChild;
    const text = missed.length ? words + ahead : "";
    if (place.textContent !== text) place.textContent = text;
    document.querySelectorAll(".child[hx-post]").forEach(mark);
  }
  /* at the child: what was refused is not tried again by itself */
  function mark(row) {
    const said = row.querySelector("[data-refused]");
    const isRefused = taps.get(row.id)?.state === "refused";
    if (!isRefused) said?.remove();
    else if (!said) {
      row.append(document.getElementById("refused").content.cloneNode(true));
      row.lastElementChild.dataset.refused = "";
    }
  }
  /* an answer may bring the whole list anew: what was tapped meanwhile stands in it too, and is sent */
  function restore() {
    taps.forEach((tap, id) => {
      const row = document.getElementById(id);
      if (!row || row === tap.row) return;
      tap.row.querySelectorAll("input").forEach((was) => {
        const now = row.querySelector(`[name="${was.name}"][value="${was.value}"]`);
        if (now) now.checked = was.checked;
      });
      Object.assign(tap, { row, state: tap.state === "sent" ? "failed" : tap.state });
    });
    again();
    show();
  }
  function resend() {
    taps.forEach((tap) => {
      if (tap.state !== "failed" || !tap.row.matches("[hx-post]")) return;
      tap.state = "sent";
      htmx.trigger(tap.row, "again");
    });
  }
  function forget() { taps.clear(); show(); }

  const rowOf = (event) => event.target.closest(".child[hx-post]");
  const isAway = (status) => status === 0 || status === 429 || status >= 500;

  on("change", (event) => {
    const row = rowOf(event);
    if (!row) return;
    taps.set(row.id, { row, at: Date.now(), state: "sent", missed: taps.get(row.id)?.missed });
    setTimeout(show, SLOW);
    show();
  }, true); /* before htmx sends it */
  on("htmx:beforeRequest", (event) => { event.detail.requestConfig.tap = taps.get(event.detail.elt.id); });
  on("htmx:afterRequest", (event) => {
    const { xhr: { status }, requestConfig: { elt, tap } } = event.detail;
    if (!tap || taps.get(elt.id) !== tap) return; /* tapped again meanwhile: that one is on its way */
    if (status >= 200 && status < 300) { taps.delete(elt.id); anew(); }
    else if (isAway(status)) { Object.assign(tap, { state: "failed", missed: true }); wait(); }
    else Object.assign(tap, { state: "refused", missed: true });
    show();
  });
  /* it is said in the bar, and not as of a form that somebody has to send again */
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => on(name, (event) => {
    if (rowOf(event) && isAway(event.detail.xhr.status)) event.stopPropagation();
  }, true));
  on("htmx:afterSwap", (event) => { if (event.detail.target.id === "content") restore(); });
  on("rits:plain", forget); /* the whole form is on its way, every tap in it */

  on("visibilitychange", again);
  on("rits:cover", again);
})();
