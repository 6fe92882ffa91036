/* What the note at the head says is missing goes as it is given: the bar, which counts it as it is written, says what
   is left; with nothing left the note goes. */
(() => {
  "use strict";

  const note = document.querySelector("[data-lacking]");
  const left = document.querySelector("[data-lacks] > span");
  if (!note || !left) return;
  new MutationObserver(() => {
    if (left.children.length) note.replaceChildren(...left.cloneNode(true).childNodes);
    else note.closest(".note").remove();
  }).observe(left, { childList: true });
})();
