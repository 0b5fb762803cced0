// In development the host's own server stands elsewhere. examples/proxy/node is one.

export default { "/api": { target: process.env.API ?? "http://127.0.0.1:8080", secure: false } };
