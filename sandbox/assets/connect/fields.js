// What the form asks for each requirement code. All of it is made up: the answers never leave the page.

const STEP_TEXTS = {
  risk_intervention: ["A question about your business", "Stripe's reviewers need to understand a little more."],
  business_type: ["Type of business", "How your business is registered."],
  business_details: ["Business details", "As they appear at Companies House."],
  representative_details: ["Your details", "The person who runs or manages the business."],
  owners: ["Business owners", "Everyone who owns 25 per cent or more."],
  directors: ["Directors and executives", "The people who govern and manage the business."],
  external_account: ["Bank account", "Where your money will be paid out."],
  representative_document: ["Documents", "Photos or scans that prove who you are."],
  summary: ["Review and submit", "Check that everything is right before you hand it in."],
  terms_of_service: ["Terms of service", "Please read and accept the terms."],
};

/** Whom a code is about, in the order they are asked. */
const ROLES = { representative: "You", individual: "You", owners: "Owner", directors: "Director", executives: "Executive" };

const text = (label, test, more) => ({ kind: "text", label, test, ...more });

// In the order they are asked; the first pattern that fits a code makes its field. `field` says which codes share one.
const FIELDS = [
  ["business_type", () => ({
    kind: "choice", label: "Legal form", test: "Private limited company",
    options: ["Private limited company", "Sole trader", "Partnership", "Charity"],
  })],
  ["company.name", () => text("Registered name", "Harbour & Vine Ltd", { wide: true })],
  ["company.tax_id", () => text("Company number", "09446231", { hint: "Eight characters" })],
  ["business_profile.mcc", () => ({
    kind: "select", label: "Industry", test: "Food and drink",
    options: ["Food and drink", "Building and trades", "Professional services", "Retail", "Software"],
  })],
  ["company.phone", () => text("Business phone", "020 7946 0018", { type: "tel" })],
  ["business_profile.url", () => text("Website", "https://harbour-and-vine.example", { type: "url" })],
  ["external_account", () => ({ kind: "bank", label: "Bank account" })],
  ["*.first_name", () => text("First name", "Amara")],
  ["*.last_name", () => text("Last name", "Okafor")],
  ["*.relationship.title", () => text("Job title", "Managing director")],
  ["*.email", () => text("Email address", "amara@harbour-and-vine.example", { type: "email" })],
  ["*.phone", () => text("Phone number", "07700 900142", { type: "tel" })],
  ["*.dob.*", () => ({ kind: "date", label: "Date of birth", field: "dob" })],
  ["*.address.line1", () => text("Street address", "14 Quayside", { wide: true })],
  ["*.address.city", () => text("Town or city", "Bristol")],
  ["*.address.postal_code", () => text("Postcode", "BS1 4XE")],
  ["*.relationship.executive", () => ({
    kind: "check", label: "This person has significant responsibility for managing the business",
  })],
  ["company.owners_provided", () => ({ kind: "check", label: "I have added every owner of 25 per cent or more" })],
  ["company.directors_provided", () => ({ kind: "check", label: "I have added every director" })],
  ["company.executives_provided", () => ({ kind: "check", label: "I have added every executive" })],
  ["*.verification.document", (code) => ({
    kind: "document", label: code.startsWith("company.") ? "Company document" : "Photo ID",
  })],
  ["*.verification.additional_document", () => ({ kind: "document", label: "Proof of home address" })],
  ["documents.*", () => ({ kind: "document", label: "Supporting document" })],
  ["interv_*", () => ({
    kind: "area", label: "What should the reviewers know?", test: "We sell wine by the case to restaurants in Bristol.",
  })],
].map(([pattern, make]) => [new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".+")}$`), make]);

/** The group of confirmations that everyone has been named: it comes last, under no heading. */
const LAST = "everyone";

/** More fields than this nobody fills in by hand: one tick settles the rest. */
const MOST_FIELDS = 40;

/** The fields of a step, in groups of people: `[{ legend, fields: [{ codes, label, kind, … }] }]`. */
function groupsOf(codes) {
  const people = [...new Set(codes.map(firstOf).filter((first) => first.startsWith("person_")))];
  const order = ["", ...new Set(Object.values(ROLES)), ...people.map((_, index) => `Person ${index + 1}`), LAST];
  const groups = new Map(order.map((legend) => [legend, new Map()]));
  for (const code of codes) {
    const first = firstOf(code);
    const person = people.indexOf(first);
    const legend = code.endsWith("_provided") ? LAST : person < 0 ? (ROLES[first] ?? "") : `Person ${person + 1}`;
    const fields = groups.get(legend);
    const at = FIELDS.findIndex(([pattern]) => pattern.test(code));
    const made = at < 0 ? text(labelOf(code), "Sample") : FIELDS[at][1](code);
    // One question for several codes of the same thing, such as the three parts of a date.
    const name = `${first}.${made.field ?? code}`;
    const known = fields.get(name);
    if (known) known.codes.push(code);
    else fields.set(name, { ...made, codes: [code], rank: at < 0 ? FIELDS.length : at });
  }
  const asked = [...groups].filter(([, fields]) => fields.size);
  return shortened(asked.map(([legend, fields]) => ({
    // A person alone on the screen needs no heading of their own.
    legend: legend === LAST || (asked.length === 1 && legend === "You") ? "" : legend,
    fields: [...fields.values()].sort((a, b) => a.rank - b.rank),
  })));
}

const firstOf = (code) => code.split(".")[0];

function shortened(groups) {
  let room = MOST_FIELDS;
  const shown = [];
  const rest = [];
  for (const { legend, fields } of groups) {
    const fitting = fields.slice(0, room);
    room -= fitting.length;
    if (fitting.length) shown.push({ legend, fields: fitting });
    rest.push(...fields.slice(fitting.length));
  }
  if (rest.length) {
    const label = `Give sample answers to the other ${rest.length.toLocaleString("en-GB")} questions`;
    shown.push({ legend: "", fields: [{ kind: "check", label, codes: rest.flatMap((field) => field.codes) }] });
  }
  return shown;
}

function labelOf(code) {
  const last = code.split(".").slice(-2).join(" ").replaceAll("_", " ");
  return last.charAt(0).toUpperCase() + last.slice(1);
}
