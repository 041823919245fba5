// Zoom: the ground is scaled, the rings and words keep their size and move with it.

import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";

const MOST = 24;

export function zoomMaps(): void {
  for (const svg of document.querySelectorAll<SVGSVGElement>("svg[data-zoom]")) zoomMap(svg);
}

function zoomMap(svg: SVGSVGElement): void {
  const { width, height } = svg.viewBox.baseVal;
  const ground = svg.querySelector(".ground");
  const scale = svg.querySelector(".scale");
  const pins = [...svg.querySelectorAll<SVGGraphicsElement>(".pin")].map((element) => ({ element, at: standing(element) }));
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .extent([[0, 0], [width, height]])
    .translateExtent([[0, 0], [width, height]])
    // the wheel scrolls the page unless the reader asks for the map
    .filter((event: Event) => !(event instanceof WheelEvent) || event.ctrlKey || event.metaKey)
    .on("zoom", (event: D3ZoomEvent<SVGSVGElement, unknown>) => draw(event.transform));

  function draw(transform: ZoomTransform): void {
    ground?.setAttribute("transform", transform.toString());
    scale?.setAttribute("visibility", transform.k === 1 ? "visible" : "hidden");
    for (const { element, at } of pins) {
      const [x, y] = transform.apply(at);
      element.setAttribute("transform", `translate(${(x - at[0]).toFixed(1)} ${(y - at[1]).toFixed(1)})`);
    }
  }

  const map = select(svg).call(behaviour);
  const figure = svg.parentElement;
  figure?.setAttribute("data-live", "");
  figure?.append(buttons((by) => (by ? map.call(behaviour.scaleBy, by) : map.call(behaviour.transform, zoomIdentity))));
}

function standing(element: SVGGraphicsElement): [number, number] {
  const from = (name: string): number => Number(element.getAttribute(`data-${name}`) ?? element.getAttribute(name) ?? 0);
  return [from("x"), from("y")];
}

function buttons(zoomBy: (by: number | null) => void): HTMLElement {
  const row = document.createElement("div");
  row.className = "zoom";
  const all: [string, string, number | null][] = [["+", "Closer", 1.6], ["\u2212", "Further", 1 / 1.6], ["All", "All of the map", null]];
  for (const [text, label, by] of all) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => zoomBy(by));
    row.append(button);
  }
  return row;
}
