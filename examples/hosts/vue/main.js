import { register } from "@dolfin/payment-onboarding";
import { createApp } from "vue";
import App from "./App.vue";

register();
createApp(App).mount("#app");
