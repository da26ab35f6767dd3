# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = [
    "AddNote201",
    "AddNoteRequest",
    "AddNoteResult",
    "ChangeNotes204",
    "ChangeNotesRequest",
    "ChangeNotesResult",
    "ReplacePicture204",
    "ReplacePictureRequest",
    "ReplacePictureResult",
    "UploadPicture204",
    "UploadPictureRequest",
    "UploadPictureResult",
    "add_note",
    "change_notes",
    "replace_picture",
    "upload_picture",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNoteRequest:
    """The request of `add_note`."""

    body: models.NoteRequest


class AddNote201(Reply[models.Note]):
    """201: The note."""

    __slots__ = ()
    key = "201"

    def __init__(self, body: models.Note, /) -> None:
        super().__init__(201, body, None, "application/json")


AddNoteResult: TypeAlias = AddNote201 | models.Note


def add_note(
    handler: Callable[Concatenate[AddNoteRequest, P], AddNoteResult | Awaitable[AddNoteResult]],
) -> Callable[Concatenate[AddNoteRequest, P], AddNoteResult | Awaitable[AddNoteResult]]:
    """POST /notes: A body that is named, in either of two media types.

    openapi.yaml#/paths/~1notes/post
    """
    return bind(
        handler,
        "add_note",
        AddNoteRequest,
        {"application/json": models.NoteRequest, "application/x-www-form-urlencoded": models.NoteRequest},
        (AddNote201,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotesRequest:
    """The request of `change_notes`."""

    body: list[models.ChangeNotesBodyItem] | MISSING = MISSING


class ChangeNotes204(Reply[None]):
    """204: Changed."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


ChangeNotesResult: TypeAlias = ChangeNotes204 | None


def change_notes(
    handler: Callable[Concatenate[ChangeNotesRequest, P], ChangeNotesResult | Awaitable[ChangeNotesResult]],
) -> Callable[Concatenate[ChangeNotesRequest, P], ChangeNotesResult | Awaitable[ChangeNotesResult]]:
    """PATCH /notes: A list of objects that are written inline, or nothing.

    openapi.yaml#/paths/~1notes/patch
    """
    return bind(
        handler,
        "change_notes",
        ChangeNotesRequest,
        {"application/json": list[models.ChangeNotesBodyItem]},
        (ChangeNotes204,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPictureRequest:
    """The request of `upload_picture`."""

    body: models.UploadPictureForm


class UploadPicture204(Reply[None]):
    """204: Kept."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


UploadPictureResult: TypeAlias = UploadPicture204 | None


def upload_picture(
    handler: Callable[Concatenate[UploadPictureRequest, P], UploadPictureResult | Awaitable[UploadPictureResult]],
) -> Callable[Concatenate[UploadPictureRequest, P], UploadPictureResult | Awaitable[UploadPictureResult]]:
    """POST /pictures: Files and their description.

    openapi.yaml#/paths/~1pictures/post
    """
    return bind(
        handler,
        "upload_picture",
        UploadPictureRequest,
        {"multipart/form-data": models.UploadPictureForm},
        (UploadPicture204,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacePictureRequest:
    """The request of `replace_picture`."""

    body: bytes | str


class ReplacePicture204(Reply[None]):
    """204: Kept."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


ReplacePictureResult: TypeAlias = ReplacePicture204 | None


def replace_picture(
    handler: Callable[Concatenate[ReplacePictureRequest, P], ReplacePictureResult | Awaitable[ReplacePictureResult]],
) -> Callable[Concatenate[ReplacePictureRequest, P], ReplacePictureResult | Awaitable[ReplacePictureResult]]:
    """PUT /pictures: Bytes or text.

    openapi.yaml#/paths/~1pictures/put
    """
    return bind(
        handler, "replace_picture", ReplacePictureRequest, {"image/png": bytes, "text/plain": str}, (ReplacePicture204,)
    )
