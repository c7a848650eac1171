from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.question_type import QuestionType, check_question_type

if TYPE_CHECKING:
    from ..models.question_help_text_type_0 import QuestionHelpTextType0
    from ..models.question_option import QuestionOption
    from ..models.question_question import QuestionQuestion


T = TypeVar("T", bound="Question")


@_attrs_define
class Question:
    """
    Attributes:
        id (int):
        question (QuestionQuestion):
        help_text (None | QuestionHelpTextType0):
        type_ (QuestionType):
        required (bool):
        items (list[int]):
        options (list[QuestionOption]):
        position (int):
        identifier (None | str):
        ask_during_checkin (bool):
        show_during_checkin (bool):
        hidden (bool):
        print_on_invoice (bool):
        dependency_question (int | None):
        dependency_values (list[str]):
        dependency_value (None | str):
        valid_number_min (None | str):
        valid_number_max (None | str):
        valid_date_min (datetime.date | None):
        valid_date_max (datetime.date | None):
        valid_datetime_min (datetime.datetime | None):
        valid_datetime_max (datetime.datetime | None):
        valid_string_length_max (int | None):
        valid_file_portrait (bool):
    """

    id: int
    question: QuestionQuestion
    help_text: None | QuestionHelpTextType0
    type_: QuestionType
    required: bool
    items: list[int]
    options: list[QuestionOption]
    position: int
    identifier: None | str
    ask_during_checkin: bool
    show_during_checkin: bool
    hidden: bool
    print_on_invoice: bool
    dependency_question: int | None
    dependency_values: list[str]
    dependency_value: None | str
    valid_number_min: None | str
    valid_number_max: None | str
    valid_date_min: datetime.date | None
    valid_date_max: datetime.date | None
    valid_datetime_min: datetime.datetime | None
    valid_datetime_max: datetime.datetime | None
    valid_string_length_max: int | None
    valid_file_portrait: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.question_help_text_type_0 import QuestionHelpTextType0  # noqa: PLC0415

        id = self.id

        question = self.question.to_dict()

        help_text: dict[str, Any] | None
        if isinstance(self.help_text, QuestionHelpTextType0):
            help_text = self.help_text.to_dict()
        else:
            help_text = self.help_text

        type_: str = self.type_

        required = self.required

        items = self.items

        options = []
        for options_item_data in self.options:
            options_item = options_item_data.to_dict()
            options.append(options_item)

        position = self.position

        identifier: None | str
        identifier = self.identifier

        ask_during_checkin = self.ask_during_checkin

        show_during_checkin = self.show_during_checkin

        hidden = self.hidden

        print_on_invoice = self.print_on_invoice

        dependency_question: int | None
        dependency_question = self.dependency_question

        dependency_values = self.dependency_values

        dependency_value: None | str
        dependency_value = self.dependency_value

        valid_number_min: None | str
        valid_number_min = self.valid_number_min

        valid_number_max: None | str
        valid_number_max = self.valid_number_max

        valid_date_min: None | str
        if isinstance(self.valid_date_min, datetime.date):
            valid_date_min = self.valid_date_min.isoformat()
        else:
            valid_date_min = self.valid_date_min

        valid_date_max: None | str
        if isinstance(self.valid_date_max, datetime.date):
            valid_date_max = self.valid_date_max.isoformat()
        else:
            valid_date_max = self.valid_date_max

        valid_datetime_min: None | str
        if isinstance(self.valid_datetime_min, datetime.datetime):
            valid_datetime_min = self.valid_datetime_min.isoformat()
        else:
            valid_datetime_min = self.valid_datetime_min

        valid_datetime_max: None | str
        if isinstance(self.valid_datetime_max, datetime.datetime):
            valid_datetime_max = self.valid_datetime_max.isoformat()
        else:
            valid_datetime_max = self.valid_datetime_max

        valid_string_length_max: int | None
        valid_string_length_max = self.valid_string_length_max

        valid_file_portrait = self.valid_file_portrait

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "question": question,
                "help_text": help_text,
                "type": type_,
                "required": required,
                "items": items,
                "options": options,
                "position": position,
                "identifier": identifier,
                "ask_during_checkin": ask_during_checkin,
                "show_during_checkin": show_during_checkin,
                "hidden": hidden,
                "print_on_invoice": print_on_invoice,
                "dependency_question": dependency_question,
                "dependency_values": dependency_values,
                "dependency_value": dependency_value,
                "valid_number_min": valid_number_min,
                "valid_number_max": valid_number_max,
                "valid_date_min": valid_date_min,
                "valid_date_max": valid_date_max,
                "valid_datetime_min": valid_datetime_min,
                "valid_datetime_max": valid_datetime_max,
                "valid_string_length_max": valid_string_length_max,
                "valid_file_portrait": valid_file_portrait,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_help_text_type_0 import QuestionHelpTextType0  # noqa: PLC0415
        from ..models.question_option import QuestionOption  # noqa: PLC0415
        from ..models.question_question import QuestionQuestion  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        question = QuestionQuestion.from_dict(d.pop("question"))

        def _parse_help_text(data: object) -> None | QuestionHelpTextType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                help_text_type_0 = QuestionHelpTextType0.from_dict(data)

                return help_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuestionHelpTextType0, data)

        help_text = _parse_help_text(d.pop("help_text"))

        type_ = check_question_type(d.pop("type"))

        required = d.pop("required")

        items = cast(list[int], d.pop("items"))

        options = []
        _options = d.pop("options")
        for options_item_data in _options:
            options_item = QuestionOption.from_dict(options_item_data)

            options.append(options_item)

        position = d.pop("position")

        def _parse_identifier(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        identifier = _parse_identifier(d.pop("identifier"))

        ask_during_checkin = d.pop("ask_during_checkin")

        show_during_checkin = d.pop("show_during_checkin")

        hidden = d.pop("hidden")

        print_on_invoice = d.pop("print_on_invoice")

        def _parse_dependency_question(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        dependency_question = _parse_dependency_question(d.pop("dependency_question"))

        dependency_values = cast(list[str], d.pop("dependency_values"))

        def _parse_dependency_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        dependency_value = _parse_dependency_value(d.pop("dependency_value"))

        def _parse_valid_number_min(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        valid_number_min = _parse_valid_number_min(d.pop("valid_number_min"))

        def _parse_valid_number_max(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        valid_number_max = _parse_valid_number_max(d.pop("valid_number_max"))

        def _parse_valid_date_min(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_date_min_type_0 = datetime.date.fromisoformat(data)

                return valid_date_min_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        valid_date_min = _parse_valid_date_min(d.pop("valid_date_min"))

        def _parse_valid_date_max(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_date_max_type_0 = datetime.date.fromisoformat(data)

                return valid_date_max_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        valid_date_max = _parse_valid_date_max(d.pop("valid_date_max"))

        def _parse_valid_datetime_min(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_datetime_min_type_0 = datetime.datetime.fromisoformat(data)

                return valid_datetime_min_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        valid_datetime_min = _parse_valid_datetime_min(d.pop("valid_datetime_min"))

        def _parse_valid_datetime_max(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_datetime_max_type_0 = datetime.datetime.fromisoformat(data)

                return valid_datetime_max_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        valid_datetime_max = _parse_valid_datetime_max(d.pop("valid_datetime_max"))

        def _parse_valid_string_length_max(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        valid_string_length_max = _parse_valid_string_length_max(d.pop("valid_string_length_max"))

        valid_file_portrait = d.pop("valid_file_portrait")

        question = cls(
            id=id,
            question=question,
            help_text=help_text,
            type_=type_,
            required=required,
            items=items,
            options=options,
            position=position,
            identifier=identifier,
            ask_during_checkin=ask_during_checkin,
            show_during_checkin=show_during_checkin,
            hidden=hidden,
            print_on_invoice=print_on_invoice,
            dependency_question=dependency_question,
            dependency_values=dependency_values,
            dependency_value=dependency_value,
            valid_number_min=valid_number_min,
            valid_number_max=valid_number_max,
            valid_date_min=valid_date_min,
            valid_date_max=valid_date_max,
            valid_datetime_min=valid_datetime_min,
            valid_datetime_max=valid_datetime_max,
            valid_string_length_max=valid_string_length_max,
            valid_file_portrait=valid_file_portrait,
        )

        question.additional_properties = d
        return question

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
