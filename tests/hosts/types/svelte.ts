// The tags in Svelte's templates.

import type {} from "@dolfin/payment-onboarding/jsx/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

type Props = SvelteHTMLElements["dolfin-payment-status"];

export const props: Props = { "organisation-id": "x", "ondolfin-error": (event) => void event.detail.severity };
// @ts-expect-error An id is text.
export const wrong: Props = { "organisation-id": 5 };
