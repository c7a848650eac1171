from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Answer")


@_attrs_define
class Answer:
    """
    Attributes:
        question (int):
        answer (str):
        question_identifier (str):
        options (list[int]):
        option_identifiers (list[str]):
    """

    question: int
    answer: str
    question_identifier: str
    options: list[int]
    option_identifiers: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        answer = self.answer

        question_identifier = self.question_identifier

        options = self.options

        option_identifiers = self.option_identifiers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "answer": answer,
                "question_identifier": question_identifier,
                "options": options,
                "option_identifiers": option_identifiers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        question = d.pop("question")

        answer = d.pop("answer")

        question_identifier = d.pop("question_identifier")

        options = cast(list[int], d.pop("options"))

        option_identifiers = cast(list[str], d.pop("option_identifiers"))

        answer = cls(
            question=question,
            answer=answer,
            question_identifier=question_identifier,
            options=options,
            option_identifiers=option_identifiers,
        )

        answer.additional_properties = d
        return answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
