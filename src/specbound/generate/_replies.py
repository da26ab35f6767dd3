"""Writing the classes of the responses that a handler can return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specbound.contract import Header, MediaType, Response
from specbound.contract.build import class_name
from specbound.generate._annotations import annotation
from specbound.generate._docstrings import escaped, first_sentence
from specbound.generate._plan import ModelPlan
from specbound.generate._types import Literals

_STREAM = "bytes | AsyncIterator[bytes] | Iterator[bytes]"


@dataclass(frozen=True, slots=True)
class Reply:
    """A declared response as a class.

    `status` is the document's ("200", "2XX", "default"). `bodies` maps media types to annotations, ranges last.
    `headers` are parameters of the constructor by the header's name.
    """

    name: str
    status: str
    description: str
    bodies: dict[str, str]
    headers: dict[str, _Keyword]

    @property
    def bare(self) -> str | None:
        """The annotation of a body that can be returned without this class, None where it must be named.

        A body of any type cannot: every result would be right. Nor can one whose media type is the handler's choice.
        """
        if not self.status.isdigit() or any(header.required for header in self.headers.values()):
            return None
        if not self.bodies:
            return "None"
        media, type_ = next(iter(self.bodies.items()))
        return type_ if len(self.bodies) == 1 and type_ != "Any" and "*" not in media else None


@dataclass(frozen=True, slots=True)
class _Keyword:
    """A keyword of a constructor."""

    field: str
    type: str
    required: bool
    only: str

    def __str__(self) -> str:
        """One that can have only one value need not be given."""
        if not self.required:
            return f"{self.field}: {self.type} | MISSING = MISSING"
        return f"{self.field}: {self.type}" + (f" = {self.only}" if self.only else "")


def is_reply(response: Response) -> bool:
    """Whether a handler returns it: a success, `default`, or an error whose body only the handler can make."""
    if response.status[0] not in "45":
        return True
    return bool(response.content) and all(media.error_shape is None for media in response.content)


def reply_suffix(response: Response) -> str:
    """How the name of the response's class ends."""
    return "Default" if response.status == "default" else response.status


def read_reply(response: Response, prefix: str, plan: ModelPlan) -> Reply:
    """The class of a response. Classes for inline schemas are added to the plan."""
    name = f"{prefix}{reply_suffix(response)}"
    return Reply(
        name,
        response.status,
        first_sentence(response.description),
        {
            media.name: _body(media, name, plan)
            for media in sorted(response.content, key=lambda media: "*" in media.name)
        },
        {header.name: _keyword(header, name, plan) for header in response.headers},
    )


def _body(media: MediaType, name: str, plan: ModelPlan) -> str:
    match media.kind:
        case "json":
            schema = True if media.schema is None else media.schema
            return annotation(plan.type_of(schema, f"{name}Body"), "models.")
        case "text":
            return "str"
        case _:
            return _STREAM


def _keyword(header: Header, name: str, plan: ModelPlan) -> _Keyword:
    type_ = plan.type_of(header.schema, f"{name}{class_name(header.field)}")
    only = repr(type_.values[0]) if isinstance(type_, Literals) and len(type_.values) == 1 else ""
    return _Keyword(header.field, annotation(type_, "models."), header.required, only)


def write_reply(reply: Reply) -> str:
    """The class, not yet formatted."""
    body = _any_of(reply.bodies.values()) or "None"
    status = reply.status.upper() if reply.status != "default" else "Any other status"
    lines = [
        f"class {reply.name}(Reply[{body}]):",
        f'    """{escaped(f"{status}: {reply.description}." if reply.description else f"{status}.")}"""',
        "    __slots__ = ()",
        f"    key = {reply.status!r}",
        *_overloads(reply),
        f"    def __init__({_signature(reply, body, _any_media(reply))}) -> None:",
        f"        super().__init__({_arguments(reply)})",
    ]
    return "\n".join(lines)


def _overloads(reply: Reply) -> list[str]:
    """One for each media type, where a response has several: the body's type depends on which is named."""
    choices: dict[str, list[str]] = {}
    for place, (media, body) in enumerate(reply.bodies.items()):
        choices.setdefault(_media_keyword(media, optional=place == 0), []).append(body)
    if len(choices) < 2:
        return []
    lines: list[str] = []
    for keyword, bodies in choices.items():
        lines += ["    @overload", f"    def __init__({_signature(reply, _any_of(bodies), keyword)}) -> None: ..."]
    return lines


def _any_of(bodies: Iterable[str]) -> str:
    """The union of annotations, each named once."""
    distinct = dict.fromkeys(bodies)
    return "Any" if "Any" in distinct else " | ".join(distinct)


def _media_keyword(media: str, *, optional: bool) -> str:
    if "*" in media:
        return "media_type: str"
    return f"media_type: Literal[{media!r}]" + (f" = {media!r}" if optional else "")


def _any_media(reply: Reply) -> str:
    """The keyword that names the media type, in the constructor itself: "" where there is no choice."""
    first = next(iter(reply.bodies), "")
    if len(reply.bodies) < 2:
        return "media_type: str" if "*" in first else ""
    return "media_type: str" if "*" in first else f"media_type: str = {first!r}"


def _signature(reply: Reply, body: str, media: str) -> str:
    keywords = [str(header) for header in reply.headers.values()]
    if not reply.status.isdigit():
        keywords.insert(0, "status: int")
    keywords += [media] if media else []
    positional = ["self", f"body: {body}", "/"] if reply.bodies else ["self"]
    return ", ".join([*positional, *(["*", *keywords] if keywords else [])])


def _arguments(reply: Reply) -> str:
    headers = ", ".join(f"{name!r}: {header.field}" for name, header in reply.headers.items())
    media = "media_type" if _any_media(reply) else repr(next(iter(reply.bodies), None))
    arguments = [
        reply.status if reply.status.isdigit() else "status",
        "body" if reply.bodies else "None",
        f"{{{headers}}}" if headers else "None",
        media,
    ]
    while arguments[-1] == "None" and len(arguments) > 2:
        arguments.pop()
    return ", ".join(arguments)
