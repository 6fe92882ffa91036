/* What the pages of signing in do by script: an eye at each password, and «not my device» said for a passkey too.
   Without script there is no eye, and no passkey either. */
(() => {
  "use strict";

  document.querySelectorAll(".eye").forEach((eye) => {
    const field = eye.previousElementSibling;
    const show = (isOpen) => {
      field.type = isOpen ? "text" : "password";
      eye.setAttribute("aria-pressed", isOpen);
    };
    field.spellcheck = false; /* what can be read is read by no helper of the browser */
    field.autocapitalize = "none";
    eye.hidden = false;
    eye.addEventListener("mousedown", (event) => event.preventDefault()); /* the keyboard of a phone stays */
    eye.addEventListener("click", () => show(field.type === "password"));
    field.form.addEventListener("submit", () => show(false));
  });

  document.querySelectorAll("[data-follows]").forEach((copy) => {
    const box = document.getElementById(copy.dataset.follows);
    const follow = () => { copy.value = box.checked ? box.value : ""; };
    box.addEventListener("change", follow);
    window.addEventListener("pageshow", follow);
  });
})();
