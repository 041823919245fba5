// Light or dark: the system's choice until the reader makes one.

const KEY = "vigil-theme";

export function startTheme(): void {
  const kept = read();
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  document.getElementById("theme")?.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    keep(next);
  });
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

// A page from disk may be refused storage; the choice then lasts as long as the page.
function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    return;
  }
}
