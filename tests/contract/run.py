"""Runs Dolfin's two OpenAPI documents against a running sandbox, with Schemathesis.

`cargo xtask test contract` installs the pinned requirements in an environment of their own and calls this with
its Python. By hand: SANDBOX_BIN names the sandbox if it is not target/debug/sandbox. Ends with 0 when the sandbox
keeps the contract.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MOST_SECONDS = 100
# Every answer the documents list; a run that did not meet one of them has not tried the contract.
DOCUMENTED = {
    "dolfin-openapi-session.yaml": ("session", {200, 403, 404, 409, 502}),
    "dolfin-openapi-status.yaml": ("status", {200, 403, 404}),
}


def start_sandbox():
    """A sandbox on a free port, that ends with this program."""
    binary = pathlib.Path(os.environ.get("SANDBOX_BIN", ROOT / "target" / "debug" / "sandbox"))
    if not binary.exists():
        sys.exit("The sandbox is not built; run: cargo build -p sandbox")
    arguments = [binary, "--port", "0", "--with-stdin", "--for", str(MOST_SECONDS)]
    child = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return child, child.stdout.readline().strip().removeprefix("sandbox: ")


def kept(name, url, rest):
    """Whether Schemathesis finds nothing; it says itself what it finds."""
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml"]
    command += ["run", ROOT / "tests" / "fixtures" / name, "--url", url]
    environment = os.environ | {
        "SANDBOX_URL": url,
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    print(f"$ schemathesis run tests/fixtures/{name}", flush=True)
    with tempfile.TemporaryDirectory() as notes:
        return subprocess.run(command, cwd=notes, env=environment, timeout=rest).returncode == 0


def met(url, endpoint):
    """The statuses the sandbox really answered, by its own log."""
    with urllib.request.urlopen(f"{url}control/requests", timeout=5) as answer:
        return {entry["status"] for entry in json.load(answer) if entry["endpoint"] == endpoint}


def main():
    if importlib.util.find_spec("schemathesis") is None:
        sys.exit("This Python has no Schemathesis; run: cargo xtask test contract")
    sandbox, url = start_sandbox()
    begun = time.monotonic()
    failed = []
    try:
        for name, (endpoint, documented) in DOCUMENTED.items():
            if not kept(name, url, MOST_SECONDS - (time.monotonic() - begun)):
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
