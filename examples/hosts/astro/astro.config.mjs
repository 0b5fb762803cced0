import { defineConfig } from "astro/config";

// In development the host's own server stands elsewhere. examples/proxy/node is one.
const proxy = { "/api": process.env.API ?? "http://127.0.0.1:8080" };

export default defineConfig({ vite: { server: { proxy } }, devToolbar: { enabled: false } });
