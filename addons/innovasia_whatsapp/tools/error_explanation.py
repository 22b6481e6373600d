"""The form in which an error is told to a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """One error: a sentence on what happened and one on what to do, in English and in Indonesian."""

    en: str
    en_action: str
    id: str
    id_action: str

    def text(self, lang: str | None = None) -> str:
        """Return both sentences in the language of an Odoo code such as ``id_ID``; English for any other."""
        if (lang or "").lower().partition("_")[0] == "id":
            return f"{self.id} {self.id_action}"
        return f"{self.en} {self.en_action}"
