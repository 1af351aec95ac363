"""The base of all domain types: frozen, strict about unknown fields."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, so that what a service decided upon cannot change under it; unknown fields are faults, not noise."""

    # What people wrote never ends up in a message of ours, nor in the log.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Ding = TypeVar("Ding", bound=Model)


def merge_changes(was: Ding, mijn: Ding, nu: Ding) -> Ding:
    """What I changed since `was`, on top of how it is now: what somebody else changed elsewhere in it stays.

    Of something with a `revisie`, that is the one of now. Raises ValidationError when the two do not go together.
    """
    velden = {veld: getattr(nu, veld) for veld in type(nu).model_fields}
    mijne = {veld: getattr(mijn, veld) for veld in velden if getattr(mijn, veld) != getattr(was, veld)}
    mijne.pop("revisie", None)
    return type(nu)(**{**velden, **mijne})
