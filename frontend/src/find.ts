// Finding and filtering: entries that do not fit are hidden, never reordered.

export const KINDS = ["", "figure", "incident", "forecast"] as const;

interface Entry {
  readonly element: HTMLElement;
  readonly kind: string;
  readonly text: string;
}

export class Finder {
  private query = "";
  private kind = "";
  private readonly groups: HTMLElement[];

  private constructor(
    private readonly entries: readonly Entry[],
    readonly box: HTMLInputElement,
    private readonly buttons: readonly HTMLButtonElement[],
    private readonly status: HTMLElement,
  ) {
    this.groups = [...document.querySelectorAll<HTMLElement>("[data-group]")];
  }

  /** Shows the controls and takes the state from the link; null on a page without entries. */
  static start(): Finder | null {
    const tools = document.getElementById("tools");
    const box = document.querySelector<HTMLInputElement>("#find");
    const status = document.getElementById("found");
    if (!tools || !box || !status) return null;
    tools.hidden = false;
    const buttons = [...tools.querySelectorAll<HTMLButtonElement>("[data-show]")];
    const finder = new Finder(readEntries(), box, buttons, status);
    let waiting = 0;
    box.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => finder.show(box.value, finder.kind), 120);
    });
    for (const button of buttons) {
      button.addEventListener("click", () => finder.show(finder.query, button.dataset.show ?? ""));
    }
    finder.takeFromLink();
    return finder;
  }

  /** Shows the entries that hold every word of the query and are of the kind ("" for all). */
  show(query: string, kind: string): void {
    this.query = query.trim();
    this.kind = (KINDS as readonly string[]).includes(kind) ? kind : "";
    if (this.box.value.trim() !== this.query) this.box.value = this.query;
    const wanted = fold(this.query).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const entry of this.entries) {
      const fits = (!this.kind || entry.kind === this.kind) && wanted.every((word) => entry.text.includes(word));
      entry.element.hidden = !fits;
      if (fits) found += 1;
    }
    for (const group of this.groups) group.hidden = !group.querySelector(".entry:not([hidden])");
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.show === this.kind));
    this.report(found);
    this.keepInLink();
  }

  clear(): void {
    this.show("", "");
  }

  /** The entries that are shown, in the order of the page. */
  visible(): HTMLElement[] {
    return this.entries.map((entry) => entry.element).filter((element) => !element.hidden);
  }

  private report(found: number): void {
    if (!this.query && !this.kind) this.status.textContent = "";
    else if (found) this.status.textContent = `${found} of ${this.entries.length} entries`;
    else this.status.textContent = `No entry holds “${this.query}”. Esc clears.`;
  }

  private takeFromLink(): void {
    const state = new URLSearchParams(location.search);
    const query = state.get("q") ?? "";
    const kind = state.get("kind") ?? "";
    if (query || kind) this.show(query, kind);
  }

  private keepInLink(): void {
    const state = new URLSearchParams();
    if (this.query) state.set("q", this.query);
    if (this.kind) state.set("kind", this.kind);
    const search = state.toString();
    try {
      history.replaceState(null, "", `${location.pathname}${search ? `?${search}` : ""}${location.hash}`);
    } catch {
      // some browsers keep the address of a file from disk as it is; the page works without
    }
  }
}

function readEntries(): Entry[] {
  const terms = readTerms();
  return [...document.querySelectorAll<HTMLElement>(".entry")].map((element) => ({
    element,
    kind: element.dataset.kind ?? "",
    text: fold(`${element.textContent ?? ""} ${element.dataset.kind ?? ""} ${terms[element.id] ?? ""}`),
  }));
}

function readTerms(): Record<string, string> {
  const island = document.getElementById("vigil-data")?.textContent ?? "{}";
  return (JSON.parse(island) as { terms?: Record<string, string> }).terms ?? {};
}

/** Small letters without marks, so that "Qamishlí" finds "qamishli" and Arabic is found with or without vowels. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
