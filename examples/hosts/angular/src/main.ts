import { Component } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { RouterLink, RouterOutlet, provideRouter, withComponentInputBinding } from "@angular/router";
import { register } from "@dolfin/payment-onboarding";
import { Payments } from "./payments";

// ANCHOR: register
register({ assets: "/dolfin" });
// ANCHOR_END: register

@Component({ template: "<h1>Home</h1>" })
class Home {}

@Component({
  selector: "app-root",
  imports: [RouterLink, RouterOutlet],
  template: `<nav><a routerLink="/">Home</a></nav> <router-outlet />`,
})
class App {}

// ANCHOR: routes
await bootstrapApplication(App, {
  providers: [
    provideRouter([{ path: "", component: Home }, { path: "payments/:organisation", component: Payments }], withComponentInputBinding()),
  ],
});
// ANCHOR_END: routes
