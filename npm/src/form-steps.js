// Which step of the stand-in's form asks for which code, as the sandbox has it (sandbox/src/form.rs).

const STEPS = [
  "business_type", "business_details", "representative_details", "owners", "directors", "external_account",
  "representative_document", "risk_intervention", "summary",
];

/** The step that asks for `code`; nothing where no form can answer it. */
export function stepOf(code) {
  const [first, second] = code.split(".");
  if (first === "business_type") return "business_type";
  if (first === "external_account" || first === "bank_account") return "external_account";
  if (first === "tos_acceptance") return "summary";
  if (first.startsWith("interv_")) return /\.(?:form|challenge)$/.test(code) ? "risk_intervention" : undefined;
  if (first === "documents" || /\.(?:verification|documents)\./.test(code)) return "representative_document";
  if (first === "representative" || first === "individual") return "representative_details";
  if (first === "owners" || first.startsWith("person_")) return "owners";
  if (first === "directors" || first === "executives") return "directors";
  if (first === "company") {
    if (["owners_provided", "ownership_declaration", "ownership_exemption_reason"].includes(second)) return "owners";
    if (["directors_provided", "executives_provided", "directorship_declaration"].includes(second)) return "directors";
  }
  return "business_details";
}

/** The steps that `due` calls for, without the empty ones. */
export function stepsOf(due) {
  return STEPS.map((step) => ({ step, codes: due.filter((code) => stepOf(code) === step) })).filter(({ codes }) => codes.length);
}
