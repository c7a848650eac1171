"""The OpenAPI document, made from the declarations that serve the requests: neither can say what the other does not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from willcall.rest.openapi_answers import SCHEMAS, answers_of, content, shared_answers, shared_headers
from willcall.rest.openapi_common import (
    CART_SCHEME,
    CART_SECURITY,
    GENERAL,
    ID_SCHEMA,
    METHOD_TEXTS,
    PARAMETERS,
    ROOT,
    ROOT_PATH,
    SCHEME,
    SECURITY,
    SLUG_SCHEMA,
    Part,
    health_paths,
)
from willcall.rest.openapi_schemas import Components, thing_of
from willcall.rest.routes import SAFE, Operation, Path, made

NOT_MODIFIED: Final = 304
EVENTS: Final = "text/event-stream"


def document(paths: Iterable[Path], version: str) -> dict[str, Any]:
    """The document of these paths, always in the same order."""
    declared = sorted(paths, key=lambda path: path.template)
    components = Components(declared, SCHEMAS)
    described = {f"{ROOT}{path.template}": _path(path, components) for path in declared}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Willcall",
            "version": version,
            "summary": "A headless ticketing back end.",
            "description": GENERAL,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{SCHEME: []}],
        "tags": [*_tags(declared), {"name": "health", "description": "For whoever runs the server; no token needed."}],
        "paths": {ROOT: ROOT_PATH, **described, **health_paths()},
        "components": {
            "schemas": components.schemas,
            "responses": shared_answers(),
            "parameters": PARAMETERS,
            "headers": shared_headers(),
            "securitySchemes": {SCHEME: SECURITY, CART_SCHEME: CART_SECURITY},
        },
    }


def rendered(paths: Iterable[Path], version: str) -> str:
    """The document as a file that is read and compared line by line."""
    return json.dumps(document(paths, version), indent=2, ensure_ascii=False) + "\n"


def _tags(paths: Iterable[Path]) -> list[Part]:
    texts: dict[str, str] = {}
    for path in paths:
        texts[path.tag] = texts.get(path.tag) or path.text
    return [{"name": tag, **({"description": text} if text else {})} for tag, text in sorted(texts.items())]


def _path(path: Path, components: Components) -> Part:
    item: Part = {}
    if names := [part[1:-1] for part in path.template.split("/") if part.startswith("{")]:
        item["parameters"] = [_path_parameter(name, path) for name in names]
    for operation in path.operations:
        item[operation.method.lower()] = _operation(path, operation, components)
    return item


def _path_parameter(name: str, path: Path) -> Part:
    if name in ("organizer", "event"):
        schema, text = SLUG_SCHEMA, f"The slug of the {name}."
    elif name == "cart":
        schema, text = {"type": "string", "pattern": "^[A-Za-z0-9]+$"}, "The id of the cart."
    elif name == "identifier":
        schema, text = {"type": "string", "pattern": SLUG_SCHEMA["pattern"]}, "What clients know it by."
    else:
        schema, text = ID_SCHEMA, "The id." if name == "id" else f"The id of the {name} above."
    return {"name": name, "in": "path", "required": True, "description": text, "schema": schema}


def _operation(path: Path, operation: Operation, components: Components) -> Part:
    described: Part = {
        "operationId": operation.name,
        "tags": [path.tag],
        "summary": operation.summary,
        "description": _description(path, operation),
    }
    if parameters := _parameters(operation):
        described["parameters"] = parameters
    if operation.takes is not None:
        takes = made(operation.takes)
        body = content(components.refer(takes, thing_of(path, operation)))
        if operation.examples:
            examples = {title: {"value": example} for title, example in operation.examples.items()}
            body["application/json"]["examples"] = examples
        described["requestBody"] = {"required": bool(takes.get("required")), "content": body}
    described["responses"] = answers_of(operation, components, public=path.public)
    if path.public:
        described["security"] = [{SCHEME: []}, {CART_SCHEME: []}, {}]
    return described


def _description(path: Path, operation: Operation) -> str:
    permission = path.read if operation.method in SAFE else path.write
    needs = f"Needs the permission `{permission}`." if permission else "Needs no particular permission."
    if path.public:
        needs = f"Open to clients without a token. With a token: {needs[0].lower()}{needs[1:]}"
    return "\n\n".join(text for text in (operation.text, METHOD_TEXTS.get(operation.method, ""), needs) if text)


def _parameters(operation: Operation) -> list[Part]:
    parameters: list[Part] = [
        {"name": one["name"], "in": "query", "description": one["text"], "schema": one["schema"]}
        for one in operation.query
    ]
    if operation.method not in SAFE and not operation.secret:
        parameters += [_parameter("IdempotencyKey"), _parameter("StrictIdempotencyKey")]
    if operation.media == EVENTS:
        parameters.append(_parameter("LastEventId"))
    if "ETag" in operation.answer_headers:
        parameters.append(_parameter("IfNoneMatch"))
    elif NOT_MODIFIED in operation.refusals:
        parameters += [_parameter("IfModifiedSince"), _parameter("IfUnmodifiedSince")]
    return parameters


def _parameter(name: str) -> Part:
    return {"$ref": f"#/components/parameters/{name}"}
