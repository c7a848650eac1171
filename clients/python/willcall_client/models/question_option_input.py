from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.question_option_input_answer import QuestionOptionInputAnswer


T = TypeVar("T", bound="QuestionOptionInput")


@_attrs_define
class QuestionOptionInput:
    """
    Attributes:
        answer (QuestionOptionInputAnswer):
        identifier (None | str | Unset):
        position (int | Unset):  Default: 0.
    """

    answer: QuestionOptionInputAnswer
    identifier: None | str | Unset = UNSET
    position: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answer = self.answer.to_dict()

        identifier: None | str | Unset
        if isinstance(self.identifier, Unset):
            identifier = UNSET
        else:
            identifier = self.identifier

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answer": answer,
            }
        )
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_option_input_answer import QuestionOptionInputAnswer  # noqa: PLC0415

        d = dict(src_dict)
        answer = QuestionOptionInputAnswer.from_dict(d.pop("answer"))

        def _parse_identifier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        identifier = _parse_identifier(d.pop("identifier", UNSET))

        position = d.pop("position", UNSET)

        question_option_input = cls(
            answer=answer,
            identifier=identifier,
            position=position,
        )

        question_option_input.additional_properties = d
        return question_option_input

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
