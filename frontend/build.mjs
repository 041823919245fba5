// Makes the dossier's static files: one script, one style, and the world's borders at two details.
// Usage: npm run build

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bbox } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "vigil", "dossier", "static");
const { resolve } = createRequire(import.meta.url);

const NOTICE = "/* Holds d3-selection, d3-zoom and what they build on: (c) Mike Bostock, ISC licence. */";

await mkdir(out, { recursive: true });
await Promise.all([bundle("src/main.ts", "vigil.js", NOTICE), bundle("src/vigil.css", "vigil.css"), borders("10m"), borders("50m")]);

function bundle(from, to, notice) {
  return build({
    entryPoints: [join(here, from)],
    outfile: join(out, to),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2020", "chrome100", "firefox100", "safari15"],
    charset: "utf8",
    legalComments: "inline",
    banner: notice ? { js: notice } : {},
    logLevel: "warning",
  });
}

// Every ring with its country and its bounding box, so that the page maker decodes only what a map touches.
async function borders(detail) {
  const world = JSON.parse(await readFile(resolve(`world-atlas/countries-${detail}.json`), "utf8"));
  const rings = world.objects.countries.geometries.flatMap((country) => {
    const polygons = country.type === "Polygon" ? [country.arcs] : (country.arcs ?? []);
    return polygons.flat().map((arcs) => ({
      country: country.properties.name,
      box: bbox({ ...world, objects: {}, bbox: undefined, arcs: arcs.map((arc) => world.arcs[arc < 0 ? ~arc : arc]) }),
      arcs,
    }));
  });
  const { scale, translate } = world.transform;
  await writeFile(join(out, `world-${detail}.json`), JSON.stringify({ scale, translate, rings, arcs: world.arcs }));
}
