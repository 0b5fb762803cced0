// Answers Stripe's address with the sandbox's stand-in for Connect.js, for browsers whose driver cannot intercept requests:
// a proxy for https that reaches nothing else, and behind it a server whose certificate is made here. The browser is told
// to accept it by `sslProxy`, its port.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const STRIPE = /^(connect-js|js)\.stripe\.com:443$/;

/** `asked` is how often the script was; `refused` what else was asked for. */
export async function startStripe(sandbox, web) {
  const place = await mkdtemp(join(tmpdir(), "stripe-"));
  const [key, cert] = [join(place, "key.pem"), join(place, "cert.pem")];
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=connect-js.stripe.com", "-addext", "subjectAltName=DNS:connect-js.stripe.com,DNS:js.stripe.com", "-keyout", key, "-out", cert,
  ], { stdio: "ignore" });
  const identity = { key: await readFile(key), cert: await readFile(cert) };
  await rm(place, { recursive: true });

  const script = await (await fetch(new URL("connect.js", sandbox.url))).text();
  // The stand-in finds the sandbox by where it came from: through the page's own server.
  const body = script.replace("document.currentScript.src", JSON.stringify(new URL("sandbox/connect.js", web.url).href));
  if (body === script) throw new Error("the stand-in no longer asks where it came from");
  const stripe = { asked: 0, refused: [] };
  const server = createSecureServer(identity, (_request, response) => {
    stripe.asked += 1;
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" });
    response.end(body);
  });
  const port = await listen(server);
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on("connect", (request, socket) => {
    socket.on("error", () => {});
    if (!STRIPE.test(request.url)) {
      stripe.refused.push(request.url);
      return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    }
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
  });
  stripe.sslProxy = await listen(proxy);
  stripe.stop = () => {
    for (const one of [proxy, server]) {
      one.closeAllConnections();
      one.close();
    }
  };
  return stripe;
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
}
