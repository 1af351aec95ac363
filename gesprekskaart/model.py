"""The base of all domain types: frozen, strict about unknown fields."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen, so that what a service decided upon cannot change under it; unknown fields are faults, not noise."""

    model_config = ConfigDict(frozen=True, extra="forbid")
