// Keys: / find, j k next and previous entry, o quotes, ? help, Esc clear.

import type { Finder } from "./find";

export function listenToKeys(finder: Finder): void {
  const help = document.getElementById("help");
  const button = document.getElementById("keys");
  const showHelp = (shown: boolean): void => {
    if (help) help.hidden = !shown;
    button?.setAttribute("aria-expanded", String(shown));
  };
  button?.addEventListener("click", () => showHelp(help?.hidden ?? false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      showHelp(false);
      finder.clear();
      finder.box.blur();
      return;
    }
    if (event.target instanceof HTMLInputElement) return;
    const act = ACTIONS[event.key] ?? (event.key === "?" ? () => showHelp(help?.hidden ?? false) : null);
    if (!act) return;
    event.preventDefault();
    act(finder);
  });
}

const ACTIONS: Record<string, (finder: Finder) => void> = {
  "/": (finder) => finder.box.focus(),
  j: (finder) => step(finder, 1),
  k: (finder) => step(finder, -1),
  o: () => toggle(),
};

/** Moves on from the entry in focus, or from where the reader is. */
function step(finder: Finder, by: 1 | -1): void {
  const entries = finder.visible();
  const focused = document.activeElement?.closest(".entry");
  let at = focused instanceof HTMLElement ? entries.indexOf(focused) : -1;
  if (at >= 0) at += by;
  else at = Math.max(0, entries.findIndex((entry) => entry.getBoundingClientRect().top >= 0));
  const next = entries[Math.min(Math.max(at, 0), entries.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function toggle(): void {
  const details = document.activeElement?.closest(".entry")?.querySelector("details");
  if (details) details.open = !details.open;
}
