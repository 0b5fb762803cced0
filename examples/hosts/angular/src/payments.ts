// The payments page. Angular sets inputs after it has inserted the element, which waits for them.

import { CUSTOM_ELEMENTS_SCHEMA, Component, input, signal } from "@angular/core";
import type { PaymentAccountEventMap } from "@dolfin/payment-onboarding";

@Component({
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p id="state">{{ state() }}</p>
    <dolfin-payment-onboarding
      publishable-key="pk_test_angular"
      api-base="/api"
      [organisationId]="organisation()"
      (dolfin-ready)="changed($event)"
      (dolfin-statuschange)="changed($event)"
    />
  `,
})
export class Payments {
  readonly organisation = input.required<string>();
  readonly state = signal("");

  changed({ detail }: PaymentAccountEventMap["dolfin-ready" | "dolfin-statuschange"]) {
    this.state.set(detail.state);
  }
}
