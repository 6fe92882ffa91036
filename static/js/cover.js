/* What a photo's author covers by finger: a touch puts a square of the chosen size there, a touch on one of one's own
   takes it away. With keys: arrows move a square, Enter puts it. Only the server covers, once it is sent; what is
   drawn here is where. Sides are in ten-thousandths of the picture's. */
(() => {
  "use strict";

  const WHOLE = 10000, STEP = 250;
  const form = document.querySelector("[data-cover]");
  const gate = document.querySelector("[data-gate]");
  if (!form || !gate) return;
  const tool = form.querySelector("details");
  const plane = gate.querySelector("svg"), picture = gate.querySelector("img");
  const sides = ["width", "height"].map((name) => Number(picture.getAttribute(name))); /* known before it is loaded */
  const covers = form.querySelector("[data-covers]"), undo = form.querySelector("[data-undo]");
  const said = form.querySelector("[data-said]");
  const drawn = []; /* { box, path } in the order in which they were put */
  const hand = { x: WHOLE / 2, y: WHOLE / 2, path: undefined };

  function square(x, y) {
    const half = Number(form.elements.size.value) * Math.max(...sides) / 2;
    const halves = sides.map((side) => half / side);
    const inside = (at) => Math.min(WHOLE, Math.max(0, Math.round(at)));
    return [inside(x - halves[0]), inside(y - halves[1]), inside(x + halves[0]), inside(y + halves[1])];
  }
  function outline([left, top, right, bottom], kind) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", `gate-box ${kind}`);
    path.setAttribute("d", `M${left} ${top}H${right}V${bottom}H${left}Z`);
    plane.append(path);
    return path;
  }
  function touch(x, y) {
    const under = drawn.findLastIndex(({ box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom);
    if (under >= 0) drawn.splice(under, 1)[0].path.remove();
    else if (drawn.length < Number(form.dataset.most)) { const box = square(x, y); drawn.push({ box, path: outline(box, "gate-own") }); }
    tell();
  }
  function tell() {
    const { one, full } = said.dataset;
    covers.disabled = undo.disabled = !drawn.length;
    said.textContent = drawn.length ? one.replace("{n}", drawn.length) : "";
    if (drawn.length >= Number(form.dataset.most)) said.textContent += ` ${full}`;
  }
  function show() {
    hand.path?.remove();
    hand.path = plane.matches(":focus-visible") ? outline(square(hand.x, hand.y), "gate-hand") : undefined;
  }
  function keyed(event) {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (event.key === "Enter" || event.key === " ") touch(hand.x, hand.y);
    else if (moves[event.key]) {
      hand.x = Math.min(WHOLE, Math.max(0, hand.x + moves[event.key][0]));
      hand.y = Math.min(WHOLE, Math.max(0, hand.y + moves[event.key][1]));
    } else return;
    event.preventDefault();
    show();
  }
  function opened() {
    const heard = { tabindex: "0", role: "application", "aria-label": form.dataset.label };
    const [on, off] = tool.open ? [heard, ["aria-hidden"]] : [{ "aria-hidden": "true" }, Object.keys(heard)];
    for (const name of off) plane.removeAttribute(name);
    for (const [name, value] of Object.entries(on)) plane.setAttribute(name, value);
    gate.toggleAttribute("data-open", tool.open);
  }

  gate.addEventListener("click", ({ clientX, clientY }) => {
    if (!tool.open) return;
    const { left, top, width, height } = plane.getBoundingClientRect();
    touch(((clientX - left) / width) * WHOLE, ((clientY - top) / height) * WHOLE);
  });
  plane.addEventListener("keydown", keyed);
  plane.addEventListener("focus", show);
  plane.addEventListener("blur", show);
  tool.addEventListener("toggle", opened);
  undo.addEventListener("click", () => { drawn.pop()?.path.remove(); tell(); });
  form.addEventListener("submit", () => {
    for (const { box } of drawn) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "box", value: box.join() });
      form.append(field);
    }
  });
})();
