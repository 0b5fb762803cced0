import { register } from "@dolfin/payment-onboarding";
import { Player, standIn } from "@dolfin/payment-onboarding/testing";

register();
const player = new Player("overdue"); // One of `scenarios`, or a document of your own.
standIn(player); // In the place of Connect.js.

const element = document.createElement("dolfin-payment-onboarding");
element.organisationId = crypto.randomUUID();
element.publishableKey = "pk_test_any";
element.fetch = player.fetch; // In the place of Dolfin.
document.body.append(element);
