/* What the pages say while a request is under way, when it fails, and how much time is left.
   All words are in the HTML; nothing is stored in the browser. */
(() => {
  "use strict";

  const serverAhead = Date.parse(document.documentElement.dataset.now) - Date.now() || 0;

  /* time left: [data-due-at] holds the instant and the sentences, [data-count] inside it the words */
  function tick(part) {
    const left = Math.ceil((Date.parse(part.dataset.dueAt) - Date.now() - serverAhead) / 60000);
    const sentence = left < 1 ? part.dataset.over : left < 60 ? part.dataset.minutes : part.dataset.hours;
    const words = sentence.replace("{h}", Math.floor(left / 60)).replace("{m}", left < 60 ? left : left % 60);
    const place = part.querySelector("[data-count]");
    if (place.textContent !== words) place.textContent = words;
    part.toggleAttribute("data-long", words.length > 6); /* set smaller, so that it keeps its place beside the title */
    if (left < 1) part.dataset.tone = "bad";
    else if (left <= Number(part.dataset.soon)) part.dataset.tone = "soon";
  }
  const tickAll = () => document.querySelectorAll("[data-due-at]").forEach(tick);

  /* the note of a failed request: the nearest one, else the page's */
  function noteFor(element) {
    const near = element.closest("form, section, main");
    return (near && near.querySelector("[data-offline-note]")) || document.getElementById("register-note") || document.getElementById("page-note");
  }
  function say(element, what) {
    const note = noteFor(element);
    if (!note) return;
    note.querySelectorAll("[data-when]").forEach((words) => { words.hidden = words.dataset.when !== what; });
    note.hidden = !what;
  }
  /* past htmx: the answer is a page that keeps the form */
  function sendPlainly(form) {
    form.dispatchEvent(new CustomEvent("rits:plain", { bubbles: true }));
    form.submit();
  }

  const busyPart = (event) => event.detail.elt.closest("[data-busy]") || event.detail.target || event.detail.elt;
  const on = (name, act) => document.addEventListener(name, act);

  on("htmx:beforeRequest", (event) => { busyPart(event).setAttribute("aria-busy", "true"); });
  on("htmx:afterRequest", (event) => { busyPart(event).removeAttribute("aria-busy"); });
  on("htmx:beforeSwap", (event) => { if (event.detail.shouldSwap) say(event.detail.elt, ""); });
  on("htmx:sendError", (event) => say(event.detail.elt, "offline"));
  on("htmx:timeout", (event) => say(event.detail.elt, "offline"));
  on("htmx:responseError", (event) => {
    const { elt, xhr, xhr: { status } } = event.detail;
    /* the session has ended, or the database is away */
    const keeps = status === 401 || xhr.getResponseHeader("Rits-Keeps-Forms");
    if (keeps && elt.matches("form")) sendPlainly(elt);
    else say(elt, status === 401 ? "ended" : status >= 500 || status === 429 ? "server" : "refused");
  });
  on("htmx:afterSettle", tickAll);

  /* the button that was pressed is gone: those who do not see the page are told what became of it */
  on("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "content") return;
    const news = document.querySelector("#content [role=alert]:not([hidden]), #content .saved");
    if (news) { news.tabIndex = -1; news.focus({ preventScroll: true }); }
  });

  /* the list of roles closes as one expects */
  const openRoles = () => document.querySelector(".roles[open]");
  on("keydown", (event) => {
    const roles = event.key === "Escape" && openRoles();
    if (roles) { roles.open = false; roles.querySelector("summary").focus(); }
  });
  on("click", (event) => {
    const roles = openRoles();
    if (roles && !roles.contains(event.target)) roles.open = false;
  });

  on("click", (event) => { if (event.target.closest("[data-print]")) print(); });

  /* a passkey is offered where the device itself can hold one */
  const offer = document.querySelector("[data-passkey-offer]");
  if (offer && window.PublicKeyCredential) {
    PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().then((can) => { offer.hidden = !can; });
  }

  /* the minute in which something can be taken back; afterwards stands what became of it */
  const grace = document.querySelector("[data-grace]");
  if (grace) {
    const until = Date.now() + grace.dataset.grace * 1000;
    const counting = setInterval(() => {
      const left = Math.ceil((until - Date.now()) / 1000);
      grace.querySelector("[data-count]").textContent = grace.dataset.words.replace("{s}", Math.max(0, left));
      if (left > 0) return;
      clearInterval(counting);
      grace.hidden = true;
      document.querySelector("[data-after-grace]").hidden = false;
    }, 500);
  }

  setInterval(tickAll, 30000);
  on("visibilitychange", tickAll);
  tickAll();
})();
