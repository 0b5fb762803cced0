// `custom-elements.json`: the elements for editors and tools, in the schema of custom-elements-manifest 1.0.0.

import { ATTRIBUTES, ELEMENTS, EVENTS, METHODS, PROPERTIES, READ_ONLY } from "./descriptions.mjs";
import { PARTS, SLOTS, TOKENS } from "./styling.mjs";

export function manifest() {
  const declaration = ([name, tagName, description]) => ({
    kind: "class",
    customElement: true,
    name,
    tagName,
    description,
    superclass: { name: "HTMLElement" },
    attributes: ATTRIBUTES.map(([name, fieldName, text, description]) => ({ name, fieldName, type: { text }, description })),
    members: [
      ...ATTRIBUTES.map(([attribute, name, text, description]) => ({ kind: "field", name, attribute, reflects: true, type: { text }, description })),
      ...PROPERTIES.map(([name, text, description]) => ({ kind: "field", name, type: { text }, description })),
      ...READ_ONLY.map(([name, text, description]) => ({ kind: "field", name, readonly: true, type: { text }, description })),
      ...METHODS.map(([name, description]) => ({ kind: "method", name, return: { type: { text: "void" } }, description })),
    ],
    events: EVENTS.map(([name, detail, stable, description]) => ({
      name: `dolfin-${name}`,
      type: { text: `CustomEvent<${detail}>` },
      description: stable ? description : `${description} Informational: do not rely on it.`,
    })),
    slots: SLOTS.map(([name, description]) => ({ name, description })),
    cssParts: PARTS.map(([name, description]) => ({ name, description })),
    cssProperties: TOKENS.map(([name, description, fallback]) => ({ name, description, default: fallback })),
  });
  const exported = ([name, tagName]) => [
    { kind: "js", name, declaration: { name, module: "index.js" } },
    { kind: "custom-element-definition", name: tagName, declaration: { name, module: "index.js" } },
  ];
  return {
    schemaVersion: "1.0.0",
    modules: [{ kind: "javascript-module", path: "index.js", declarations: ELEMENTS.map(declaration), exports: ELEMENTS.flatMap(exported) }],
  };
}
