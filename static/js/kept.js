/* The page of a database that is away keeps a filled form: looks now and then whether it is back, and sends it then. */
(() => {
  "use strict";

  const form = document.getElementById("kept");
  const later = () => setTimeout(look, 7000 + Math.random() * 6000); /* not everybody at once */
  const send = () => { clearTimeout(next); form.submit(); };
  const look = () => fetch(form.dataset.health, { cache: "no-store" }).then((answer) => (answer.ok ? send() : again()), again);
  const again = () => { next = later(); };
  let next = later();

  form.addEventListener("submit", () => clearTimeout(next));
  document.getElementById("by-itself").hidden = false;
})();
