"use strict";
for (const form of document.querySelectorAll("form.controls")) {
  const list = document.getElementById(form.dataset.list);
  const items = Array.from(list.querySelectorAll("[data-topic]"));
  const status = form.querySelector("[role=status]");
  const inOrder = {
    text: () => 0,
    backed: (a, b) => b.dataset.q - a.dataset.q,
    unbacked: (a, b) => a.dataset.q - b.dataset.q,
  };
  const update = () => {
    const wanted = new FormData(form);
    let shown = 0;
    for (const item of items) {
      const fits = ["topic", "backing", "kind"].every((name) => {
        const value = wanted.get(name);
        return value === "" || value === null || item.dataset[name].split(" ").includes(value);
      });
      item.hidden = fits === false;
      shown += fits ? 1 : 0;
    }
    if (wanted.has("order")) {
      list.append(...items.slice().sort(inOrder[wanted.get("order")]));
    }
    for (const group of list.querySelectorAll(".group")) {
      group.hidden = group.querySelector("[data-topic]:not([hidden])") === null;
    }
    status.textContent = shown + " of " + items.length + " " + form.dataset.noun + " shown";
  };
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  update();
}
