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
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  for (const [at, head] of heads.entries()) {
    const isNumber = head.classList.contains("number");
    const key = (row) => (isNumber ? row.cells[at].dataset.key ?? "" : row.cells[at].textContent);
    const orders = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Sort" + (isNumber && table.dataset.by ? " by " + table.dataset.by : "");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === orders[0] ? orders[1] : orders[0];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      body.append(...rows.slice().sort((one, other) => {
        const [a, b] = [key(one), key(other)];
        if (a === "" || b === "") return (a === "") - (b === "");
        return sign * (isNumber ? a - b : a.localeCompare(b, "en-GB"));
      }));
    });
  }
}
