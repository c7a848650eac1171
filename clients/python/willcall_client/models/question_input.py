from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.question_input_type import QuestionInputType, check_question_input_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.question_input_help_text_type_0 import QuestionInputHelpTextType0
    from ..models.question_input_question import QuestionInputQuestion
    from ..models.question_option_input import QuestionOptionInput


T = TypeVar("T", bound="QuestionInput")


@_attrs_define
class QuestionInput:
    """
    Attributes:
        question (QuestionInputQuestion):
        type_ (QuestionInputType):
        help_text (None | QuestionInputHelpTextType0 | Unset):
        required (bool | Unset):  Default: False.
        items (list[int] | Unset):
        options (list[QuestionOptionInput] | Unset):
        position (int | Unset):  Default: 0.
        identifier (None | str | Unset):
        ask_during_checkin (bool | Unset):  Default: False.
        show_during_checkin (bool | Unset):  Default: False.
        hidden (bool | Unset):  Default: False.
        print_on_invoice (bool | Unset):  Default: False.
        dependency_question (int | None | Unset):
        dependency_values (list[str] | Unset):
        dependency_value (None | str | Unset):
        valid_number_min (None | str | Unset):
        valid_number_max (None | str | Unset):
        valid_date_min (datetime.date | None | Unset):
        valid_date_max (datetime.date | None | Unset):
        valid_datetime_min (datetime.datetime | None | Unset):
        valid_datetime_max (datetime.datetime | None | Unset):
        valid_string_length_max (int | None | Unset):
        valid_file_portrait (bool | Unset):  Default: False.
    """

    question: QuestionInputQuestion
    type_: QuestionInputType
    help_text: None | QuestionInputHelpTextType0 | Unset = UNSET
    required: bool | Unset = False
    items: list[int] | Unset = UNSET
    options: list[QuestionOptionInput] | Unset = UNSET
    position: int | Unset = 0
    identifier: None | str | Unset = UNSET
    ask_during_checkin: bool | Unset = False
    show_during_checkin: bool | Unset = False
    hidden: bool | Unset = False
    print_on_invoice: bool | Unset = False
    dependency_question: int | None | Unset = UNSET
    dependency_values: list[str] | Unset = UNSET
    dependency_value: None | str | Unset = UNSET
    valid_number_min: None | str | Unset = UNSET
    valid_number_max: None | str | Unset = UNSET
    valid_date_min: datetime.date | None | Unset = UNSET
    valid_date_max: datetime.date | None | Unset = UNSET
    valid_datetime_min: datetime.datetime | None | Unset = UNSET
    valid_datetime_max: datetime.datetime | None | Unset = UNSET
    valid_string_length_max: int | None | Unset = UNSET
    valid_file_portrait: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.question_input_help_text_type_0 import QuestionInputHelpTextType0  # noqa: PLC0415

        question = self.question.to_dict()

        type_: str = self.type_

        help_text: dict[str, Any] | None | Unset
        if isinstance(self.help_text, Unset):
            help_text = UNSET
        elif isinstance(self.help_text, QuestionInputHelpTextType0):
            help_text = self.help_text.to_dict()
        else:
            help_text = self.help_text

        required = self.required

        items: list[int] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = self.items

        options: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = []
            for options_item_data in self.options:
                options_item = options_item_data.to_dict()
                options.append(options_item)

        position = self.position

        identifier: None | str | Unset
        if isinstance(self.identifier, Unset):
            identifier = UNSET
        else:
            identifier = self.identifier

        ask_during_checkin = self.ask_during_checkin

        show_during_checkin = self.show_during_checkin

        hidden = self.hidden

        print_on_invoice = self.print_on_invoice

        dependency_question: int | None | Unset
        if isinstance(self.dependency_question, Unset):
            dependency_question = UNSET
        else:
            dependency_question = self.dependency_question

        dependency_values: list[str] | Unset = UNSET
        if not isinstance(self.dependency_values, Unset):
            dependency_values = self.dependency_values

        dependency_value: None | str | Unset
        if isinstance(self.dependency_value, Unset):
            dependency_value = UNSET
        else:
            dependency_value = self.dependency_value

        valid_number_min: None | str | Unset
        if isinstance(self.valid_number_min, Unset):
            valid_number_min = UNSET
        else:
            valid_number_min = self.valid_number_min

        valid_number_max: None | str | Unset
        if isinstance(self.valid_number_max, Unset):
            valid_number_max = UNSET
        else:
            valid_number_max = self.valid_number_max

        valid_date_min: None | str | Unset
        if isinstance(self.valid_date_min, Unset):
            valid_date_min = UNSET
        elif isinstance(self.valid_date_min, datetime.date):
            valid_date_min = self.valid_date_min.isoformat()
        else:
            valid_date_min = self.valid_date_min

        valid_date_max: None | str | Unset
        if isinstance(self.valid_date_max, Unset):
            valid_date_max = UNSET
        elif isinstance(self.valid_date_max, datetime.date):
            valid_date_max = self.valid_date_max.isoformat()
        else:
            valid_date_max = self.valid_date_max

        valid_datetime_min: None | str | Unset
        if isinstance(self.valid_datetime_min, Unset):
            valid_datetime_min = UNSET
        elif isinstance(self.valid_datetime_min, datetime.datetime):
            valid_datetime_min = self.valid_datetime_min.isoformat()
        else:
            valid_datetime_min = self.valid_datetime_min

        valid_datetime_max: None | str | Unset
        if isinstance(self.valid_datetime_max, Unset):
            valid_datetime_max = UNSET
        elif isinstance(self.valid_datetime_max, datetime.datetime):
            valid_datetime_max = self.valid_datetime_max.isoformat()
        else:
            valid_datetime_max = self.valid_datetime_max

        valid_string_length_max: int | None | Unset
        if isinstance(self.valid_string_length_max, Unset):
            valid_string_length_max = UNSET
        else:
            valid_string_length_max = self.valid_string_length_max

        valid_file_portrait = self.valid_file_portrait

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "type": type_,
            }
        )
        if help_text is not UNSET:
            field_dict["help_text"] = help_text
        if required is not UNSET:
            field_dict["required"] = required
        if items is not UNSET:
            field_dict["items"] = items
        if options is not UNSET:
            field_dict["options"] = options
        if position is not UNSET:
            field_dict["position"] = position
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if ask_during_checkin is not UNSET:
            field_dict["ask_during_checkin"] = ask_during_checkin
        if show_during_checkin is not UNSET:
            field_dict["show_during_checkin"] = show_during_checkin
        if hidden is not UNSET:
            field_dict["hidden"] = hidden
        if print_on_invoice is not UNSET:
            field_dict["print_on_invoice"] = print_on_invoice
        if dependency_question is not UNSET:
            field_dict["dependency_question"] = dependency_question
        if dependency_values is not UNSET:
            field_dict["dependency_values"] = dependency_values
        if dependency_value is not UNSET:
            field_dict["dependency_value"] = dependency_value
        if valid_number_min is not UNSET:
            field_dict["valid_number_min"] = valid_number_min
        if valid_number_max is not UNSET:
            field_dict["valid_number_max"] = valid_number_max
        if valid_date_min is not UNSET:
            field_dict["valid_date_min"] = valid_date_min
        if valid_date_max is not UNSET:
            field_dict["valid_date_max"] = valid_date_max
        if valid_datetime_min is not UNSET:
            field_dict["valid_datetime_min"] = valid_datetime_min
        if valid_datetime_max is not UNSET:
            field_dict["valid_datetime_max"] = valid_datetime_max
        if valid_string_length_max is not UNSET:
            field_dict["valid_string_length_max"] = valid_string_length_max
        if valid_file_portrait is not UNSET:
            field_dict["valid_file_portrait"] = valid_file_portrait

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_input_help_text_type_0 import QuestionInputHelpTextType0  # noqa: PLC0415
        from ..models.question_input_question import QuestionInputQuestion  # noqa: PLC0415
        from ..models.question_option_input import QuestionOptionInput  # noqa: PLC0415

        d = dict(src_dict)
        question = QuestionInputQuestion.from_dict(d.pop("question"))

        type_ = check_question_input_type(d.pop("type"))

        def _parse_help_text(data: object) -> None | QuestionInputHelpTextType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                help_text_type_0 = QuestionInputHelpTextType0.from_dict(data)

                return help_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuestionInputHelpTextType0 | Unset, data)

        help_text = _parse_help_text(d.pop("help_text", UNSET))

        required = d.pop("required", UNSET)

        items = cast(list[int], d.pop("items", UNSET))

        _options = d.pop("options", UNSET)
        options: list[QuestionOptionInput] | Unset = UNSET
        if _options is not UNSET:
            options = []
            for options_item_data in _options:
                options_item = QuestionOptionInput.from_dict(options_item_data)

                options.append(options_item)

        position = d.pop("position", UNSET)

        def _parse_identifier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        identifier = _parse_identifier(d.pop("identifier", UNSET))

        ask_during_checkin = d.pop("ask_during_checkin", UNSET)

        show_during_checkin = d.pop("show_during_checkin", UNSET)

        hidden = d.pop("hidden", UNSET)

        print_on_invoice = d.pop("print_on_invoice", UNSET)

        def _parse_dependency_question(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        dependency_question = _parse_dependency_question(d.pop("dependency_question", UNSET))

        dependency_values = cast(list[str], d.pop("dependency_values", UNSET))

        def _parse_dependency_value(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        dependency_value = _parse_dependency_value(d.pop("dependency_value", UNSET))

        def _parse_valid_number_min(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        valid_number_min = _parse_valid_number_min(d.pop("valid_number_min", UNSET))

        def _parse_valid_number_max(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        valid_number_max = _parse_valid_number_max(d.pop("valid_number_max", UNSET))

        def _parse_valid_date_min(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_date_min_type_0 = datetime.date.fromisoformat(data)

                return valid_date_min_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        valid_date_min = _parse_valid_date_min(d.pop("valid_date_min", UNSET))

        def _parse_valid_date_max(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_date_max_type_0 = datetime.date.fromisoformat(data)

                return valid_date_max_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        valid_date_max = _parse_valid_date_max(d.pop("valid_date_max", UNSET))

        def _parse_valid_datetime_min(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_datetime_min_type_0 = datetime.datetime.fromisoformat(data)

                return valid_datetime_min_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        valid_datetime_min = _parse_valid_datetime_min(d.pop("valid_datetime_min", UNSET))

        def _parse_valid_datetime_max(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_datetime_max_type_0 = datetime.datetime.fromisoformat(data)

                return valid_datetime_max_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        valid_datetime_max = _parse_valid_datetime_max(d.pop("valid_datetime_max", UNSET))

        def _parse_valid_string_length_max(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        valid_string_length_max = _parse_valid_string_length_max(d.pop("valid_string_length_max", UNSET))

        valid_file_portrait = d.pop("valid_file_portrait", UNSET)

        question_input = cls(
            question=question,
            type_=type_,
            help_text=help_text,
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

        question_input.additional_properties = d
        return question_input

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
