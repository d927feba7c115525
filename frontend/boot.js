// Wakes the islands of a page, and lets no form be sent twice. It runs as a module, so after the document is parsed, and everything
// on the page has worked as plain HTML before it: whatever fails here costs comfort, never a task.
const CODE = "__ISLANDS_JS__";
const BINARY = "__ISLANDS_WASM__";

const ISLAND = "leptos-island";
const SLOT = "leptos-children";

// An island binds to the markup that the server rendered for it. Its slot holds markup that may
// contain further islands, and those see the outer island's context only if the slot's own callback
// has run just before them.
async function wake(element, entries, slots) {
  if (element.localName === ISLAND) {
    const start = entries[element.dataset.component];
    if (start) {
      slots.at(-1)?.();
      await start(element);
    } else {
      console.warn("No code for the island", element.dataset.component);
    }
  }
  const inner = element.localName === SLOT ? [...slots, element.$$on_hydrate] : slots;
  for (const child of [...element.children]) await wake(child, entries, inner);
}

async function boot() {
  // Both files at once: on a slow network one after the other is twice the wait.
  const [entries, binary] = await Promise.all([import(CODE), fetch(BINARY)]);
  await entries.default({ module_or_path: binary });
  entries.hydrate();
  await wake(document.body, entries, []);
}

// A second tap on a button that has sent its form would send it again, and a code is accepted once: the answer
// to the second would hide the answer to the first.
const sent = new WeakSet();
const PATIENCE = 5000;

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), PATIENCE);
});
addEventListener("pageshow", () => {
  for (const form of document.forms) sent.delete(form);
});

function whenIdle(task) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(task, { timeout: 500 });
  else setTimeout(task, 0);
}

if (typeof WebAssembly === "object" && document.querySelector(ISLAND)) {
  whenIdle(() => boot().catch((why) => console.warn("The islands stay asleep:", why)));
}
