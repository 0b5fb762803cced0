// What assistive technology is told in every state: names, roles and states, one readable file for each in trees/.
// `cargo xtask gallery --texts` writes them anew. axe-core finds what breaks a rule; these are for reading.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { usePlayground } from "./app/playground.mjs";
import { sameAsWritten } from "./support/written.mjs";

const playground = usePlayground();

/** What has no meaning of its own: only what is in it is told. */
const SILENT = new Set(["generic", "none", "InlineTextBox", "LineBreak"]);
/** The states worth telling, where they are not as usual. */
const STATES = ["busy", "checked", "disabled", "expanded", "invalid", "level", "live", "pressed", "required", "roledescription", "valuetext"];

/** The component's part of the accessibility tree, indented, as text. */
async function tree() {
  const tools = await playground.page.createCDPSession();
  const { nodes } = await tools.send("Accessibility.getFullAXTree");
  await tools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = [];
  const walk = (node, depth, parent) => {
    const role = node.role?.value;
    const name = node.name?.value ?? "";
    // The words of a button or a heading are its name already.
    const isSaid = role === "StaticText" && (parent?.name?.value ?? "").includes(name.trim());
    const isTold = !node.ignored && !SILENT.has(role) && !isSaid;
    if (isTold) lines.push("  ".repeat(depth) + line(node));
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child && child.role?.value !== "ListMarker") walk(child, isTold ? depth + 1 : depth, isTold ? node : parent);
    }
  };
  walk(nodes.find(({ role, name }) => role?.value === "region" && name?.value === "Payments"), 0);
  return lines.join("\n").concat("\n");
}

function line({ role, name, value, description, properties = [] }) {
  const states = properties
    .filter(({ name }) => STATES.includes(name) && !(name === "level" && role.value === "listitem"))
    .map(({ name, value: { value } }) => {
      if (name === "expanded") return value ? "expanded" : "collapsed";
      if ([false, 0, "false", "off", ""].includes(value)) return undefined;
      return [true, 1].includes(value) && name !== "level" ? name : `${name} ${value}`;
    });
  const parts = [
    role.value === "StaticText" ? "text" : role.value,
    name?.value && JSON.stringify(name.value),
    value?.value !== undefined && `value ${value.value}`,
    description?.value && `described ${JSON.stringify(description.value)}`,
    ...states,
  ];
  return parts.filter(Boolean).join(", ").replace(", ", " ");
}

test("every state is told as it is written", async () => {
  const states = await playground.states();
  const written = (await readdir(new URL("trees/", import.meta.url)).catch(() => [])).map((file) => file.replace(".txt", ""));
  if (!process.env.WRITE) assert.deepEqual(written.sort(), [...states].sort(), "a file for each state, and no other");
  const others = [];
  for (const state of states) {
    await playground.open(state, { bare: "1" });
    await sameAsWritten(`trees/${state}.txt`, await tree()).catch((difference) => others.push(difference));
  }
  for (const { message } of others) console.error(message);
  assert.equal(others.length, 0, "these states are told otherwise now");
});
