/* A plan is saved as it is written: each text by itself (its version knows whether a colleague was faster), each tick by
   itself. What the server has not confirmed stays in this page (and nowhere else), is counted in the bar, marked at its
   place and sent again (retry.js). A text is never exchanged while somebody types in it: only what is said of it is. */
(() => {
  "use strict";

  const PAUSE = 1200; /* after the last letter */
  const PATIENCE = 8000; /* while somebody types on and on */
  const SLOW = 2000; /* an answer that takes longer is missed */
  const LOOK = 20000; /* how often it is asked who else is writing, while somebody is at it */
  const HERE = 60000;
  const SEALED = 60000; /* what a closed door keeps */

  const plan = document.getElementById("plan");
  const texts = new Map(); /* code → what is known of a text */
  const ticks = new Map(); /* token → { input, state } */
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const { again, wait, anew } = retrying(resend);
  let leaving = false, touched = Date.now();

  const on = (name, act, early) => document.addEventListener(name, act, early);
  const named = (name, within = plan) => within.querySelector(`[name="${CSS.escape(name)}"]`);
  const isAway = (status) => status === 0 || status === 429 || status >= 500;
  const isDirty = (text) => text.state !== "idle" || text.field.value !== text.saved;

  /* --- a text ------------------------------------------------------------------------------ */
  function know(place) {
    const { section: code } = place.dataset;
    const field = named(`text-${code}`, place);
    if (!field) return;
    const saved = "unsaved" in field.dataset ? null : field.defaultValue;
    texts.set(code, { code, place, field, saved, unheard: new Set(), state: "idle", extra: {} });
  }
  function later(text) {
    clearTimeout(text.timer);
    text.since ??= Date.now();
    const patience = text.since + PATIENCE - Date.now();
    text.timer = setTimeout(() => send(text), Math.max(0, Math.min(PAUSE, patience)));
  }
  function send(text, by = "save") {
    clearTimeout(text.timer);
    if (text.state === "sent" || !isDirty(text)) return;
    Object.assign(text, { state: "sent", sent: text.field.value, at: Date.now(), since: undefined });
    setTimeout(show, SLOW);
    htmx.trigger(text.place, by);
  }
  /* an answer to a question at the text: it goes with it */
  function answer(text, button) {
    text.extra = { [button.name]: button.value };
    const asked = named(`asked-${text.code}`, text.place);
    if (asked) text.extra[asked.name] = asked.value;
    if (button.matches(":focus-visible")) text.field.focus(); /* the button goes with the answer */
    text.field.readOnly = true; /* until it is known what it says now */
    if (text.state !== "sent") { text.state = "failed"; send(text); }
  }
  function heard(text, status) {
    text.field.readOnly = false;
    text.extra = {};
    if (status >= 200 && status < 300) saved(text);
    else if (status === 401) toTheDoor();
    else if (isAway(status)) { text.unheard.add(text.sent); Object.assign(text, { state: "failed", missed: true }); wait(); }
    else text.state = "refused";
    put(text);
    if (text.state !== "failed" && text.field.value !== text.sent) later(text);
  }
  function saved(text) {
    Object.assign(text, { state: "idle", saved: text.sent, missed: false });
    text.unheard.clear();
    anew();
  }
  /* joined, or with a name replaced: the page shows what is saved */
  function put(text) {
    const said = text.place.querySelector("template[data-text]");
    if (!said) return;
    text.field.value = text.sent = said.content.textContent;
    if (text.state === "idle") text.saved = text.sent;
    said.remove();
  }

  /* --- a tick ------------------------------------------------------------------------------ */
  function ticked(input) {
    ticks.set(input.value, { input, at: Date.now(), state: "sent", missed: ticks.get(input.value)?.missed });
    setTimeout(show, SLOW);
    const area = input.closest(".area");
    if (area && input.checked && /^(outcome|own):/.test(input.value)) planned(area);
  }
  /* an outcome ends «not planned» of its area */
  function planned(area) {
    const off = area.querySelector('[value^="not_planned:"]');
    if (off?.checked) { off.checked = false; had(off); }
  }
  /* what stands in the plan, for the form as a whole */
  function had(input) {
    const sign = [...plan.querySelectorAll("[name=had]")].find((one) => one.value === input.value);
    if (!input.checked) sign?.remove();
    else if (!sign) input.parentElement.insertAdjacentElement("afterend", Object.assign(document.createElement("input"), { type: "hidden", name: "had", value: input.value }));
  }
  function tickHeard(input, wasOn, status) {
    const tick = ticks.get(input.value);
    if (status === 401) { toTheDoor(); return; }
    if (isAway(status)) { if (tick) Object.assign(tick, { state: "failed", missed: true }); wait(); return; }
    if (status >= 300) input.checked = !wasOn;
    had(input);
    if (input.checked === wasOn || status >= 300) ticks.delete(input.value);
    if (status < 300) anew();
  }

  /* --- sent again, and what is said of it --------------------------------------------------- */
  function resend() {
    texts.forEach((text) => { if (text.state === "failed") send(text, "again"); });
    ticks.forEach((tick) => {
      if (tick.state !== "failed") return;
      tick.state = "sent";
      htmx.trigger(tick.input, "again");
    });
  }
  function flush() { texts.forEach((text) => { if (text.state !== "refused") send(text, "again"); }); again(); }
  const isMissed = (one) => one.missed || one.state === "failed" || one.state === "refused" || (one.state === "sent" && Date.now() - one.at >= SLOW);
  /* what waits for an answer is led to; that the network is gone is said of nothing the server has refused */
  function tellIn(bar, said, isTried) {
    const [place, link] = [bar.querySelector("[role=status]"), bar.querySelector("a")];
    if (place.textContent !== said) place.textContent = said;
    const waits = [...texts.values()].find((text) => text.state === "refused");
    bar.toggleAttribute("data-waits", Boolean(said) && !isTried);
    link.hidden = !waits;
    if (waits) link.hash = waits.place.id;
  }
  function show() {
    const missed = [...texts.values(), ...ticks.values()].filter(isMissed);
    const { one, other, later: ahead } = plan.dataset;
    const words = (plural.select(missed.length) === "one" ? one : other).replace("{n}", missed.length);
    const isTried = missed.some((part) => part.state !== "refused");
    const said = missed.length ? words + (isTried ? ` ${ahead}` : "") : "";
    const bar = document.getElementById("unsaved");
    if (bar) tellIn(bar, said, isTried);
    texts.forEach((text) => {
      text.place.toggleAttribute("data-unsent", isMissed(text));
      text.place.toggleAttribute("data-dirty", isDirty(text));
    });
  }

  /* --- the session has ended: the whole form goes plainly, without what is saved ------------- */
  function toTheDoor() {
    if (leaving) return;
    const kept = [...texts.values()].filter((text) => !isDirty(text)).map((text) => text.field);
    kept.forEach((field) => { field.disabled = true; });
    const size = new URLSearchParams(new FormData(plan)).toString().length;
    if (size <= SEALED) { leaving = true; plan.dispatchEvent(new CustomEvent("rits:plain", { bubbles: true })); plan.submit(); return; }
    kept.forEach((field) => { field.disabled = false; });
    texts.forEach((text) => { if (text.state === "sent") text.state = "refused"; });
    document.getElementById("too-long").hidden = false;
  }

  /* --- what a request takes along: its own part of the form ----------------------------------- */
  function parameters(event) {
    const { elt, triggeringEvent } = event.detail;
    const form = new FormData(plan);
    const own = { csrfmiddlewaretoken: form.get("csrfmiddlewaretoken"), acting: form.get("acting") };
    const take = (...heads) => { for (const [name, value] of form) if (heads.some((head) => name.startsWith(head))) own[name] = value; return own; };
    const { section, item, gone, own: area } = elt.dataset;
    if (section !== undefined) {
      const text = texts.get(section);
      const kept = named(`kept-${section}`, elt);
      return { ...own, [`text-${section}`]: text.sent, [`version-${section}`]: named(`version-${section}`, elt).value,
        [`unheard-${section}`]: [...text.unheard], ...(kept && { [kept.name]: kept.value }), ...text.extra };
    }
    if ("ticks" in elt.dataset) {
      const input = triggeringEvent.target;
      event.detail.wasOn = input.checked;
      return { ...own, pick: input.value, on: input.checked ? "1" : "" };
    }
    if (gone !== undefined) return { ...own, gone, once: once(elt) };
    const code = item === undefined ? `own-${area}` : item === "" ? "item-new" : `item-${item}`;
    const words = { ...take(`${code}`, `kept-${code}`, `asked-${code}`), ...elt.answer };
    delete elt.answer;
    if (area !== undefined) return { ...words, own: area };
    return { ...words, item, once: once(elt) };
  }
  /* a button acts once, however often its answer is lost; with the answer comes another button */
  const once = (button) => button.dataset.once ??= Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

  /* --- what is there and what is missing ------------------------------------------------------- */
  function isThere(part) {
    if (part.matches(".area")) return Boolean(part.querySelector(".outcomes [name=chosen]:checked")) || !part.querySelector(".outcomes");
    const text = part.querySelector("textarea, input[type=text]");
    return text ? text.value.trim() !== "" : Boolean(part.querySelector("[name=chosen]:checked"));
  }
  function count() {
    const words = document.querySelector("#progress-words [data-done]");
    if (!words) return;
    const needs = [...plan.querySelectorAll("[data-needs]")];
    const lacks = needs.filter((part) => !isThere(part));
    const done = needs.length - lacks.length;
    words.textContent = words.dataset.words.replace("{done}", done).replace("{all}", needs.length);
    document.querySelector(".plan-bar progress").value = done;
    const place = document.querySelector("[data-lacks]");
    place.hidden = !lacks.length;
    place.querySelector("span").replaceChildren(...lacks.flatMap((part, n) => {
      const link = Object.assign(document.createElement("a"), { href: `#${part.id}`, textContent: part.dataset.needs });
      return n ? [", ", link] : [link];
    }));
  }
  /* at its place, ready to be typed or ticked */
  function goTo(part) {
    for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    part.scrollIntoView();
    part.querySelector("summary, textarea, input[type=text], [name=chosen]")?.focus({ preventScroll: true });
  }
  function tell(area) {
    if (!area.querySelector(".outcomes")) return; /* somebody else's: it is read here */
    const chosen = [...area.querySelectorAll(".outcomes .pick :checked")].map((input) => input.parentElement.querySelector("span").firstChild.data.trim());
    area.querySelector(".area-words").textContent = chosen.join("; ");
  }

  /* --- looking for an outcome ------------------------------------------------------------------- */
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function find(field) {
    const wanted = plain(field.value.trim()).split(/\s+/);
    field.closest("fieldset").querySelectorAll("[data-stage]").forEach((stage) => {
      stage.dataset.wasOpen ??= stage.open;
      stage.querySelectorAll(".pick").forEach((pick) => { pick.hidden = !wanted.every((word) => plain(pick.textContent).includes(word)); });
      const some = stage.querySelector(".pick:not([hidden])");
      stage.hidden = !some;
      stage.open = field.value.trim() ? Boolean(some) : stage.dataset.wasOpen === "true";
    });
  }

  /* --- pasted from a word processor: its lines and bullets, nothing else -------------------------- */
  const BLOCK = /^(P|DIV|H[1-6]|LI|TR|UL|OL|TABLE|BLOCKQUOTE)$/;
  function lines(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeName === "BR") return "\n";
    const inner = [...node.childNodes].map(lines).join("");
    if (node.nodeName === "LI") return `\n• ${inner.trim()}\n`;
    if (node.nodeName === "TD" || node.nodeName === "TH") return `${inner.trim()} `;
    return BLOCK.test(node.nodeName) ? `\n${inner}\n` : inner;
  }
  function paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html || !event.target.matches("textarea") || !/<li\b/i.test(html)) return; /* the browser's plain text will do */
    event.preventDefault();
    const bare = html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, "").replace(/\s(style|class|on\w+)=("[^"]*"|'[^']*')/gi, "");
    const text = lines(new DOMParser().parseFromString(bare, "text/html").body).replace(/ *\n */g, "\n").replace(/\n{2,}/g, "\n").trim();
    event.target.setRangeText(text, event.target.selectionStart, event.target.selectionEnd, "end");
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* --- the page --------------------------------------------------------------------------------- */
  const textOf = (element) => texts.get(element.closest("[data-section]")?.dataset.section);
  const isBegun = () => [...plan.querySelectorAll(".item-form :is(textarea, input[type=text], input[type=date]), .own :is(textarea, input[type=text])")].some((field) => field.value !== field.defaultValue);
  const settled = () => ![...texts.values(), ...ticks.values()].some((part) => part.state === "sent");

  on("input", (event) => {
    const text = textOf(event.target);
    if (text && event.target === text.field) { later(text); show(); }
    if ("find" in event.target.dataset) find(event.target);
    count();
  });
  on("change", (event) => {
    if (event.target.name === "chosen" && event.target.closest("[data-ticks]")) ticked(event.target);
    const area = event.target.closest(".area");
    if (area && event.target.name === "chosen") tell(area);
    const text = textOf(event.target);
    if (text && event.target === text.field) send(text); /* left */
    count();
  }, true); /* before htmx sends it */
  on("paste", paste);
  on("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("#plan input:not([type=hidden])") || event.isComposing) return;
    if (!event.target.matches("[type=text], [type=search]") || !texts.size) return;
    event.preventDefault();
    const text = textOf(event.target);
    if (text) send(text);
    event.target.closest(".own")?.querySelector("[data-own], .acts [type=submit]")?.click();
  });
  on("click", (event) => {
    const button = event.target.closest('button[name^="named-"], button[name^="join-"]');
    if (!button || !texts.size) return;
    const text = textOf(button);
    const act = button.closest(".own, .item-form")?.querySelector("[data-own], [data-item]");
    if (!text && !act) return;
    event.preventDefault();
    if (text) answer(text, button);
    else { act.answer = { [button.name]: button.value }; act.click(); }
  });
  on("click", (event) => {
    const link = event.target.closest("[data-lacks] a, .leads a, #unsaved a");
    if (!link) return;
    event.preventDefault();
    goTo(document.querySelector(link.hash));
  });
  on("htmx:configRequest", (event) => {
    if (plan.contains(event.detail.elt)) event.detail.parameters = parameters(event);
  });
  on("htmx:afterRequest", (event) => {
    const { elt, xhr: { status }, requestConfig } = event.detail;
    if (!plan.contains(elt) && !requestConfig.elt.dataset.section) return;
    const text = texts.get(elt.dataset.section);
    if (text) heard(text, status);
    else if ("ticks" in elt.dataset) tickHeard(requestConfig.triggeringEvent.target, requestConfig.wasOn, status);
    else if (status === 401) toTheDoor();
    show();
    count();
  });
  /* the answer to a button comes in its place: the keyboard goes on there */
  function goOn(place) {
    if (document.activeElement !== document.body) return;
    const here = document.getElementById(place) ?? document.getElementById("item-new");
    here?.querySelector('[aria-invalid="true"], .child-named button, summary, .own-line input, [type=radio]')?.focus();
  }
  on("htmx:afterSettle", ({ detail: { requestConfig } }) => { if (requestConfig?.elt.matches("button")) goOn(requestConfig.target.id); });
  on("htmx:afterSettle", () => { plan.querySelectorAll(".area").forEach(tell); count(); });
  /* a tick brings the text of what it stands for, another takes it away */
  on("htmx:oobAfterSwap", () => {
    texts.forEach((text, code) => { if (!text.place.isConnected) texts.delete(code); });
    plan.querySelectorAll("[data-section]").forEach((place) => { if (!texts.has(place.dataset.section)) know(place); });
  });
  /* it is said in the bar and at its place */
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => on(name, (event) => {
    const { elt, xhr: { status } } = event.detail;
    const isOurs = elt.id === "writers" || "section" in elt.dataset || "ticks" in elt.dataset || status === 401;
    if (isOurs && (isAway(status) || status === 401)) event.stopPropagation();
  }, true));
  plan?.addEventListener("submit", (event) => {
    texts.forEach((text) => clearTimeout(text.timer));
    if (settled() || leaving) { leaving = true; return; }
    event.preventDefault();
    const { submitter } = event, since = Date.now();
    const wait = setInterval(() => {
      if (!settled() && Date.now() - since < 3000) return;
      clearInterval(wait);
      leaving = true;
      plan.requestSubmit(submitter);
    }, 50);
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && ([...texts.values()].some(isDirty) || ticks.size || isBegun())) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });

  if (!plan) return;
  plan.querySelectorAll("[data-section]").forEach(know);
  texts.forEach((text) => { if (isDirty(text)) later(text); }); /* shown again, or restored by the browser */
  plan.querySelectorAll("[data-ticks] [name=chosen][data-unsaved]").forEach((input) => { ticks.set(input.value, { input, at: 0, state: "failed" }); wait(); });
  on("visibilitychange", () => { if (document.hidden) flush(); else again(); });
  on("rits:cover", flush);
  ["keydown", "pointerdown", "scroll"].forEach((name) => document.addEventListener(name, () => { touched = Date.now(); }, { passive: true, capture: true }));
  /* not where nobody is: it would keep a shared device open */
  setInterval(() => {
    const writers = document.getElementById("writers");
    if (writers && !document.hidden && navigator.onLine && Date.now() - touched < HERE) htmx.trigger(writers, "again");
  }, LOOK);
  show();
})();
