import { register } from "@dolfin/payment-onboarding";

export default defineNuxtPlugin(() => register());
