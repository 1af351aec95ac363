"""The base of all domain types: frozen, strict about unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, so that what a service decided upon cannot change under it; unknown fields are faults, not noise."""

    # What people wrote never ends up in a message of ours, nor in the log.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
