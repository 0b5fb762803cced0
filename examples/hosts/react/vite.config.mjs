import react from "@vitejs/plugin-react";

export default {
  plugins: [react()],
  // In development the host's own server stands elsewhere. examples/proxy/node is one.
  server: { proxy: { "/api": process.env.API ?? "http://127.0.0.1:8080" } },
};
