#!/usr/bin/env python3
"""Runs Dolfin's two OpenAPI documents against a running sandbox, with Schemathesis.

Needs Python 3.10 with venv, and the sandbox built (`cargo build -p sandbox`, or SANDBOX_BIN). Sets its own
environment up under target/ at pinned versions, once. Ends with 0 when the sandbox keeps the contract.
"""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
ENVIRONMENT = TARGET / "schemathesis"
FIXTURES = ROOT / "tests" / "fixtures"
MOST_SECONDS = 100
# Every answer the documents list; a run that did not meet one of them has not tried the contract.
DOCUMENTED = {
    "dolfin-openapi-session.yaml": ("session", {200, 403, 404, 409, 502}),
    "dolfin-openapi-status.yaml": ("status", {200, 403, 404}),
}


def schemathesis():
    """The pinned program, installed if it is not there yet."""
    wanted = (HERE / "requirements.txt").read_text()
    stamp = ENVIRONMENT / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Setting Schemathesis up in target/schemathesis …", flush=True)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        pip = [ENVIRONMENT / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    return ENVIRONMENT / "bin" / "schemathesis"


def start_sandbox():
    """A sandbox on a free port, that ends with this program."""
    binary = pathlib.Path(os.environ.get("SANDBOX_BIN", TARGET / "debug" / "sandbox"))
    if not binary.exists():
        sys.exit(f"{binary.name} is not built; run: cargo build -p sandbox")
    arguments = [binary, "--port", "0", "--with-stdin", "--for", str(MOST_SECONDS)]
    child = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return child, child.stdout.readline().strip().removeprefix("sandbox: ")


def met(url, endpoint):
    """The statuses the sandbox really answered, by its own log."""
    with urllib.request.urlopen(f"{url}control/requests", timeout=5) as answer:
        return {entry["status"] for entry in json.load(answer) if entry["endpoint"] == endpoint}


def main():
    program = schemathesis()
    sandbox, url = start_sandbox()
    begun = time.monotonic()
    failed = []
    try:
        for name, (endpoint, documented) in DOCUMENTED.items():
            command = [program, "--config-file", HERE / "schemathesis.toml", "run", FIXTURES / name, "--url", url]
            print(f"$ schemathesis run tests/fixtures/{name}", flush=True)
            environment = os.environ | {
                "SANDBOX_URL": url,
                "SCHEMATHESIS_HOOKS": "hooks",
                "PYTHONPATH": str(HERE),
                "PYTHONDONTWRITEBYTECODE": "1",
                "NO_COLOR": "1",
            }
            rest = MOST_SECONDS - (time.monotonic() - begun)
            if subprocess.run(command, cwd=ENVIRONMENT, env=environment, timeout=rest).returncode != 0:
                failed.append(name)
            elif missing := documented - met(url, endpoint):
                print(f"{name}: never met {sorted(missing)}")
                failed.append(name)
    finally:
        sandbox.stdin.close()
        sandbox.wait(timeout=5)
    took = time.monotonic() - begun
    print(f"contract: {len(DOCUMENTED) - len(failed)} of {len(DOCUMENTED)} documents kept, in {took:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
