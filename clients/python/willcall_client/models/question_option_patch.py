from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.question_option_patch_answer import QuestionOptionPatchAnswer


T = TypeVar("T", bound="QuestionOptionPatch")


@_attrs_define
class QuestionOptionPatch:
    """
    Attributes:
        identifier (None | str | Unset):
        answer (QuestionOptionPatchAnswer | Unset):
        position (int | Unset):
    """

    identifier: None | str | Unset = UNSET
    answer: QuestionOptionPatchAnswer | Unset = UNSET
    position: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identifier: None | str | Unset
        if isinstance(self.identifier, Unset):
            identifier = UNSET
        else:
            identifier = self.identifier

        answer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.answer, Unset):
            answer = self.answer.to_dict()

        position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if answer is not UNSET:
            field_dict["answer"] = answer
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_option_patch_answer import QuestionOptionPatchAnswer  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_identifier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        identifier = _parse_identifier(d.pop("identifier", UNSET))

        _answer = d.pop("answer", UNSET)
        answer: QuestionOptionPatchAnswer | Unset
        if isinstance(_answer, Unset):
            answer = UNSET
        else:
            answer = QuestionOptionPatchAnswer.from_dict(_answer)

        position = d.pop("position", UNSET)

        question_option_patch = cls(
            identifier=identifier,
            answer=answer,
            position=position,
        )

        question_option_patch.additional_properties = d
        return question_option_patch

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
