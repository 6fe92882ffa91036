/* A tap on what was planned puts its words into the text, another takes them out again as long as they stand there
   untouched. The text is what is saved: the taps only say what is in it. */
(() => {
  "use strict";

  const places = [...document.querySelectorAll("[data-noticed]")];
  const fieldOf = (place) => place.closest("[data-section]").querySelector("textarea");

  function show(place) {
    const text = fieldOf(place).value.toLowerCase();
    place.querySelectorAll("[data-words]").forEach((tap) => { tap.checked = text.includes(tap.dataset.words.toLowerCase()); });
  }
  function put(place, { checked, dataset: { words } }) {
    const field = fieldOf(place);
    const without = field.value.replace(words, "").replace(/ {2,}/g, " ").trim();
    field.value = checked ? [field.value.trim(), words].filter(Boolean).join(" ") : without;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  places.forEach((place) => {
    show(place);
    place.addEventListener("change", (event) => put(place, event.target));
    fieldOf(place).addEventListener("input", () => show(place));
  });
  document.addEventListener("htmx:afterSettle", () => places.forEach(show)); /* two texts were joined */
})();
