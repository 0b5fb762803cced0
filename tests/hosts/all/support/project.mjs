// A project of `examples/hosts` as a host's developer has it: copied, installed from its lock file with the packed
// package, built, and served by its own tool.
//
// Decides where that happens (`target/hosts-all`), which Node.js runs it (the one that `package.json` beside this names:
// several frameworks take none that is older), and that no server outlives its test.

import { execFile, spawn } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PACKAGE, until } from "../../support/testbed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const EXAMPLES = here("../../../../examples/hosts/");
const PROJECTS = process.env.HOSTS_ALL ?? here("../../../../target/hosts-all/");
/** Our own package is in no registry: it is left out of lock files, and unpacked. */
const OURS = "@dolfin/payment-onboarding";
/** How long a busy machine may take to install or build, or until a server answers, in milliseconds. */
const PATIENCE = 300_000;
const QUIET = {
  ASTRO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false", NUXT_TELEMETRY_DISABLED: "1",
  // As on a developer's machine, whatever runs the tests: NODE_ENV is the tool's to set.
  NODE_ENV: undefined, NO_COLOR: "1",
};
const path = [here("../node_modules/node/bin"), "node_modules/.bin", process.env.PATH].join(delimiter);

/** The project of this name, ready to be built. */
export async function project(name) {
  const root = join(PROJECTS, name);
  await mkdir(root, { recursive: true });
  for (const left of await readdir(root)) if (left !== "node_modules") await rm(join(root, left), { recursive: true });
  const isOurs = (file) => !/\/(?:node_modules|package-lock\.json)$/.test(file);
  // A link to a file of another example is that file.
  await cp(join(EXAMPLES, name), root, { recursive: true, dereference: true, filter: isOurs });
  const environment = (more) => ({ ...process.env, ...QUIET, PATH: path, ...more });
  const run = async (command, env = {}) => {
    const [program, ...words] = command.split(" ");
    const ran = promisify(execFile)(program, words, { cwd: root, env: environment(env), timeout: PATIENCE, maxBuffer: 2 ** 26 });
    return ran.catch((error) => {
      throw new Error(`${name}: ${command} failed\n${error.stdout}\n${error.stderr}`);
    });
  };
  await install(name, root, run);
  return {
    root,
    run,
    /**
     * Starts a server of the project's and waits until it answers; `{port}` in its command is where. A development server
     * compiles a route when it is first asked for it: each of `routes` is, so that no person waits for that.
     */
    async serve(command, { env = {}, routes = [] } = {}) {
      const port = await freePort();
      const web = await server(`${name}: ${command}`, command.replace("{port}", port), `http://localhost:${port}/`, { cwd: root, env: environment({ PORT: port, ...env }) });
      for (const route of routes) await fetch(new URL(route, web.url)).then((answer) => answer.arrayBuffer());
      return web;
    },
  };
}

async function install(name, root, run) {
  const json = await readFile(join(root, "package.json"), "utf8");
  const lock = await readFile(join(EXAMPLES, name, "package-lock.json"), "utf8");
  const stamp = join(root, "node_modules/.installed-from");
  if ((await readFile(stamp, "utf8").catch(() => "")) !== lock) {
    const { dependencies: { [OURS]: _, ...dependencies }, ...others } = JSON.parse(json);
    await writeFile(join(root, "package.json"), JSON.stringify({ ...others, dependencies }));
    await writeFile(join(root, "package-lock.json"), lock);
    await run("npm ci --no-audit --no-fund");
    await writeFile(join(root, "package.json"), json);
    await writeFile(stamp, lock);
  }
  await writeFile(join(root, "package-lock.json"), lock);
  await rm(join(root, "node_modules", OURS), { recursive: true, force: true });
  await cp(PACKAGE, join(root, "node_modules", OURS), { recursive: true });
}

/** A program and all that it starts: ended together by `stop`, by its own end, or when this process is gone. */
async function server(name, command, url, options) {
  const guard = `("$@" </dev/null; kill -KILL 0) & cat >/dev/null; kill -KILL 0`;
  const child = spawn("sh", ["-c", guard, "sh", ...command.split(" ")], { ...options, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const gone = new Promise((resolve) => child.once("exit", resolve));
  let hasEnded = false;
  void gone.then(() => (hasEnded = true));
  const answers = async () => hasEnded || fetch(url).then((answer) => answer.arrayBuffer().then(() => true), () => false);
  const stop = () => (child.stdin.end(), gone);
  await until(name, answers, { within: PATIENCE }).catch(async (error) => {
    await stop();
    throw new Error(`${error.message}\n${said}`);
  });
  if (hasEnded) throw new Error(`${name} has ended\n${said}`);
  return { url, stop, said: () => said };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "localhost", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
