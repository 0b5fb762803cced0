// The tables of the README. `build.mjs` refuses a README whose tables say something else.
// usage: node npm/reference/readme.mjs writes them into npm/README.md, from where the book takes them.

import { readFile, writeFile } from "node:fs/promises";
import { ATTRIBUTES, ERRORS, EVENTS, METHODS, PROPERTIES, READ_ONLY } from "./descriptions.mjs";
import { PARTS, SLOTS, TOKENS } from "./styling.mjs";

export function tables() {
  const table = (heads, rows) => [
    `| ${heads.join(" | ")} |`,
    `|${heads.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
  ].join("\n");
  const code = (text) => `\`${text}\``;
  const lower = (sentence) => `${sentence[0].toLowerCase()}${sentence.slice(1)}`;
  return [
    "### Attributes, each with a property that reflects it",
    table(["attribute", "property", "what it is"], ATTRIBUTES.map(([name, property, , what]) => [code(name), code(property), what])),
    "### Properties",
    table(["property", "type", "what it is"], PROPERTIES.map(([name, type, what]) => [code(name), code(type.replace(" | null | undefined", "")), what])),
    `Read-only: ${READ_ONLY.map(([name, , what]) => `${code(name)}, ${lower(what)}`).join(" ")} Methods: ${METHODS.map(([name, what]) => `${code(`${name}()`)} ${lower(what).slice(0, -1)}`).join("; ")}.`,
    "### Events",
    table(["event", "React prop", "stable", "what it says"], EVENTS.map(([name, , stable, what, prop]) => [code(`dolfin-${name}`), code(prop), stable ? "yes" : "informational", what])),
    "### Errors",
    table(["`kind`", "what it is"], ERRORS.map(([kind, what]) => [code(kind), what])),
    "### Slots",
    table(["slot", "what it is for"], SLOTS.map(([name, what]) => [code(name), what])),
    "### Parts",
    table(["part", "what it is"], PARTS.map(([name, what]) => [code(name), what])),
    "### Tokens",
    table(["property", "what it is", "fallback, light / dark"], TOKENS.map(([name, what, fallback]) => [code(name), what, code(fallback)])),
  ].join("\n\n");
}

if (process.argv[1]?.endsWith("reference/readme.mjs")) {
  const file = new URL("../README.md", import.meta.url);
  const [guide] = (await readFile(file, "utf8")).split("<!-- reference -->");
  await writeFile(file, `${guide}<!-- reference -->\n\n${tables()}\n\n<!-- ANCHOR_END: reference -->\n`);
}
