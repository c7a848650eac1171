from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.question_option_answer import QuestionOptionAnswer


T = TypeVar("T", bound="QuestionOption")


@_attrs_define
class QuestionOption:
    """
    Attributes:
        id (int):
        identifier (None | str):
        answer (QuestionOptionAnswer):
        position (int):
    """

    id: int
    identifier: None | str
    answer: QuestionOptionAnswer
    position: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        identifier: None | str
        identifier = self.identifier

        answer = self.answer.to_dict()

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "identifier": identifier,
                "answer": answer,
                "position": position,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_option_answer import QuestionOptionAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_identifier(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        identifier = _parse_identifier(d.pop("identifier"))

        answer = QuestionOptionAnswer.from_dict(d.pop("answer"))

        position = d.pop("position")

        question_option = cls(
            id=id,
            identifier=identifier,
            answer=answer,
            position=position,
        )

        question_option.additional_properties = d
        return question_option

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
