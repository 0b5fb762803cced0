"""What Schemathesis is told about the sandbox: which organisations exist, and the one flaw of the document.

Everything else is left strict.
"""

import itertools
import json
import os
import urllib.request

import schemathesis

# These break the contract on purpose, to see how a client copes: words that are in no enumeration, and the 401
# that Dolfin sends without documenting it.
BREAK_THE_CONTRACT = {"unknown-state", "unknown-provider", "signed-out"}

SANDBOX = os.environ["SANDBOX_URL"]


def organisations():
    with urllib.request.urlopen(f"{SANDBOX}control/scenarios", timeout=5) as answer:
        scenarios = json.load(answer)
    names = {scenario["name"] for scenario in scenarios}
    missing = BREAK_THE_CONTRACT - names
    assert not missing, f"no such scenario any more: {missing}"
    return [scenario["organisation"] for scenario in scenarios if scenario["name"] not in BREAK_THE_CONTRACT]


EVERY_OTHER = itertools.cycle([None, *organisations()])


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """`provider` is `oneOf [null, PaymentProvider]`, and PaymentProvider lists null too: null, which Dolfin sends
    before a provider is chosen, matches both branches and so neither. Read as `anyOf`, which is what is meant,
    it is legal; nothing else changes."""
    account = raw_schema["components"]["schemas"].get("PaymentAccountResponse")
    if account is None:
        return
    provider = account["properties"]["provider"]
    ambiguous = {"type": "null"} in provider.get("oneOf", []) and None in raw_schema["components"]["schemas"]["PaymentProvider"]["enum"]
    assert ambiguous, "Dolfin has mended its document: remove this hook"
    provider["anyOf"] = provider.pop("oneOf")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Random ids all meet a new organisation; valid calls therefore take the scenarios in turn."""
    if case.meta is None or case.meta.generation.mode.is_positive:
        organisation = next(EVERY_OTHER)
        if organisation is not None:
            case.path_parameters["id"] = organisation
