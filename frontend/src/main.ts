// What the page can do only with a script: find, filter by kind, keys, theme, zoom, and the state in the link.
// Everything else stands in the page without it.

import { Finder } from "./find";
import { listenToKeys } from "./keys";
import { zoomMaps } from "./map";
import { startTheme } from "./theme";

function start(): void {
  startTheme();
  const finder = Finder.start();
  if (finder) listenToKeys(finder);
  zoomMaps();
  foldSections();
  followSections();
  openTarget();
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", openAll);
}

/** A link to something in closed quotes or in a closed report opens them. */
function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  const inner = target.matches(".entry, .sheet") ? target.querySelector("details") : null;
  if (inner) inner.open = true;
  for (let around = target.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
    around.open = true;
  }
  target.scrollIntoView({ block: target.matches(".sheet") ? "start" : "center" });
}

function openAll(): void {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

/** Where there is no room for a rail, the list of sections waits to be asked. */
function foldSections(): void {
  const toc = document.querySelector<HTMLDetailsElement>(".toc");
  if (toc && window.matchMedia("(max-width: 1180px)").matches) toc.open = false;
}

/** The rail shows the section that is being read. */
function followSections(): void {
  const links = new Map<string, Element>();
  for (const link of document.querySelectorAll(".toc a")) links.set((link.getAttribute("href") ?? "").slice(1), link);
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (isIntersecting) links.get(target.id)?.setAttribute("aria-current", "true");
        else links.get(target.id)?.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-15% 0px -84% 0px" },
  );
  for (const section of document.querySelectorAll("main > section")) observer.observe(section);
}

start();
