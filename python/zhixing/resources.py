"""Files that travel with the package: JSON Schemas and the docket of the demonstration."""

from __future__ import annotations

from importlib.resources import files

SCHEMAS = (
    "dossier",
    "review",
    "explanation",
    "decision",
    "closing",
    "plan",
    "templates",
    "template",
    "rendering",
    "service",
    "possible",
    "docket",
    "documents-index",
    "distribution-request",
    "distribution",
    "assignment",
    "fee",
    "interest",
    "reconciliation",
    "ledger",
    "admission",
    "access",
    "access-decision",
    "accesses",
    "reader",
    "batch",
    "receipt",
    "head",
    "proof",
    "verification",
    "dossiers",
    "index",
    "sweep",
    "outbox",
    "delivery",
    "recordings",
    "recording-acts",
    "file-check",
    "disclosures",
    "party-answer",
    "publication",
    "dishonest-list",
    "rules",
    "rulebook",
    "catalogue",
)


def schema(name: str) -> str:
    """The JSON Schema (draft 2020-12) of a document, as text; ``name`` is one of ``SCHEMAS``."""
    if name not in SCHEMAS:
        raise ValueError(f"there is no schema {name!r}; there are {', '.join(SCHEMAS)}")
    return (files("zhixing") / "schemas" / f"{name}.schema.json").read_text("utf-8")


def docket() -> bytes:
    """The bundled docket of published cases, as NDJSON."""
    return (files("zhixing") / "data" / "docket.ndjson").read_bytes()
