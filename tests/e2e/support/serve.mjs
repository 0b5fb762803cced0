// Serves a built page the way a host would: files with a fallback to index.html, and the two proxied paths of
// the standalone app. Streams, and passes an abort on in both directions, so that the sandbox's log tells the truth.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/**
 * Serves `root` on a free port of 127.0.0.1, below the path `base`; `/api/` and `/sandbox/` go to the sandbox at
 * `sandbox`, but `/api/` to a server of the host's at `api`, path and all, where there is one. `files` maps paths to
 * `{ body, type, headers }` that are served from memory; `headers` go out with every file. What is neither a file nor
 * has an extension is a route of the app: `index.html`, or `page` in its place. `heard` is told of each request that
 * goes to the sandbox.
 */
export async function serve({ root, sandbox, api, base = "", files = {}, headers = {}, page, heard = () => {} }) {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, "http://host");
    if (api && pathname.startsWith("/api/")) return pass(request, response, new URL(`.${pathname}${search}`, api));
    const proxied = sandbox && /^\/(?:api|sandbox)(\/.*)$/.exec(pathname);
    if (proxied) heard({ method: request.method, path: proxied[1], headers: request.headers });
    if (proxied) return pass(request, response, new URL(`.${proxied[1]}${search}`, sandbox));
    const known = files[pathname];
    if (known) return send(response, 200, { ...headers, "content-type": known.type ?? "text/html; charset=utf-8", ...known.headers }, known.body);
    if (!root || !pathname.startsWith(base)) return send(response, 404, {}, "not found");
    return file(response, root, decodeURIComponent(pathname.slice(base.length)), headers, page);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

async function file(response, root, pathname, headers, page) {
  const wanted = join(root, normalize(pathname));
  const found = await size(wanted);
  // A path with an extension is a file that ought to exist; anything else is a route of the app.
  if (found === undefined && extname(pathname)) return send(response, 404, {}, "not found");
  if (found === undefined && page) return send(response, 200, { ...headers, "content-type": TYPES[".html"] }, page);
  const path = found === undefined ? join(root, "index.html") : wanted;
  const length = found ?? (await size(path));
  if (length === undefined) return send(response, 404, {}, "not found");
  response.writeHead(200, {
    ...headers,
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-length": length,
    "cache-control": "no-cache",
  });
  createReadStream(path).pipe(response);
}

async function size(path) {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

function send(response, status, headers, body) {
  response.writeHead(status, headers);
  response.end(body);
}

function pass(request, response, target) {
  const onward = ask(target, { method: request.method, headers: { ...request.headers, host: target.host } });
  onward.on("response", (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.on("error", () => response.destroy());
    answer.on("aborted", () => response.destroy());
    answer.pipe(response);
    response.flushHeaders();
  });
  // The sandbox reset the connection, or is gone: the browser sees its own connection end, not an invented answer.
  onward.on("error", () => request.socket.destroy());
  // The browser gave up: so does the request behind it.
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}
