# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from pydantic import MISSING, ConfigDict
from specbound.runtime import Model, UploadFile

__all__ = ["ChangeNotesBodyItem", "Note", "NoteRequest", "UploadPictureForm"]


class Note(Model):
    model_config = ConfigDict(extra="forbid")

    id: int | MISSING = MISSING
    text: str


class NoteRequest(Model):
    model_config = ConfigDict(extra="forbid")

    text: str
    secret: str | MISSING = MISSING


class ChangeNotesBodyItem(Model):
    id: int
    text: str | None | MISSING = MISSING


class UploadPictureForm(Model):
    picture: UploadFile
    more: list[UploadFile] | MISSING = MISSING
    caption: NoteRequest
