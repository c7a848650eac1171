"""Contains all the data models used in inputs/outputs"""

from .add_on import AddOn
from .add_on_input import AddOnInput
from .add_on_page import AddOnPage
from .add_on_patch import AddOnPatch
from .answer import Answer
from .answer_input import AnswerInput
from .bulk_outcome import BulkOutcome
from .bulk_outcomes import BulkOutcomes
from .bulk_refusal_type_0 import BulkRefusalType0
from .bundle import Bundle
from .bundle_input import BundleInput
from .bundle_page import BundlePage
from .bundle_patch import BundlePatch
from .cart import Cart
from .cart_add_on_change import CartAddOnChange
from .cart_add_on_change_attendee_name_parts_type_0 import (
    CartAddOnChangeAttendeeNamePartsType0,
)
from .cart_add_on_choice import CartAddOnChoice
from .cart_add_on_input import CartAddOnInput
from .cart_add_on_input_attendee_name_parts_type_0 import (
    CartAddOnInputAttendeeNamePartsType0,
)
from .cart_add_on_row import CartAddOnRow
from .cart_add_on_row_description_type_0 import CartAddOnRowDescriptionType0
from .cart_add_on_row_name import CartAddOnRowName
from .cart_add_on_row_value_type_0 import CartAddOnRowValueType0
from .cart_add_on_rule import CartAddOnRule
from .cart_add_ons import CartAddOns
from .cart_addition import CartAddition
from .cart_amount import CartAmount
from .cart_change import CartChange
from .cart_child import CartChild
from .cart_child_attendee_name_parts import CartChildAttendeeNameParts
from .cart_code import CartCode
from .cart_extension import CartExtension
from .cart_input import CartInput
from .cart_lack import CartLack
from .cart_line import CartLine
from .cart_line_attendee_name_parts import CartLineAttendeeNameParts
from .cart_line_change import CartLineChange
from .cart_line_change_attendee_name_parts_type_0 import (
    CartLineChangeAttendeeNamePartsType0,
)
from .cart_line_input import CartLineInput
from .cart_line_input_attendee_name_parts_type_0 import (
    CartLineInputAttendeeNamePartsType0,
)
from .cart_need import CartNeed
from .cart_notice import CartNotice
from .cart_offer import CartOffer
from .cart_offers import CartOffers
from .cart_position import CartPosition
from .cart_position_attendee_name_parts import CartPositionAttendeeNameParts
from .cart_position_child_input import CartPositionChildInput
from .cart_position_child_input_attendee_name_parts import (
    CartPositionChildInputAttendeeNameParts,
)
from .cart_position_created import CartPositionCreated
from .cart_position_created_attendee_name_parts import (
    CartPositionCreatedAttendeeNameParts,
)
from .cart_position_input import CartPositionInput
from .cart_position_input_attendee_name_parts import CartPositionInputAttendeeNameParts
from .cart_position_page import CartPositionPage
from .cart_position_seat_type_0 import CartPositionSeatType0
from .cart_reason import CartReason
from .cart_refusal import CartRefusal
from .cart_refusal_code import CartRefusalCode
from .cart_refusal_details_type_0 import CartRefusalDetailsType0
from .cart_tax import CartTax
from .cart_total import CartTotal
from .cart_unit_price import CartUnitPrice
from .cart_voucher import CartVoucher
from .category import Category
from .category_cross_selling_condition_type_0 import CategoryCrossSellingConditionType0
from .category_cross_selling_mode_type_0 import CategoryCrossSellingModeType0
from .category_description_type_0 import CategoryDescriptionType0
from .category_input import CategoryInput
from .category_input_cross_selling_condition_type_0 import (
    CategoryInputCrossSellingConditionType0,
)
from .category_input_cross_selling_mode_type_0 import CategoryInputCrossSellingModeType0
from .category_input_description_type_0 import CategoryInputDescriptionType0
from .category_input_name import CategoryInputName
from .category_name import CategoryName
from .category_page import CategoryPage
from .category_patch import CategoryPatch
from .category_patch_cross_selling_condition_type_0 import (
    CategoryPatchCrossSellingConditionType0,
)
from .category_patch_cross_selling_mode_type_0 import CategoryPatchCrossSellingModeType0
from .category_patch_description_type_0 import CategoryPatchDescriptionType0
from .category_patch_name import CategoryPatchName
from .change import Change
from .change_after_type_0 import ChangeAfterType0
from .change_before_type_0 import ChangeBeforeType0
from .change_page import ChangePage
from .detail import Detail
from .discount import Discount
from .discount_input import DiscountInput
from .discount_input_subevent_mode import DiscountInputSubeventMode
from .discount_page import DiscountPage
from .discount_patch import DiscountPatch
from .discount_patch_subevent_mode import DiscountPatchSubeventMode
from .discount_subevent_mode import DiscountSubeventMode
from .event import Event
from .event_input import EventInput
from .event_input_item_meta_properties import EventInputItemMetaProperties
from .event_input_location_type_0 import EventInputLocationType0
from .event_input_meta_data import EventInputMetaData
from .event_input_name import EventInputName
from .event_input_seat_category_mapping import EventInputSeatCategoryMapping
from .event_item_meta_properties import EventItemMetaProperties
from .event_location_type_0 import EventLocationType0
from .event_meta_data import EventMetaData
from .event_name import EventName
from .event_page import EventPage
from .event_patch import EventPatch
from .event_patch_item_meta_properties import EventPatchItemMetaProperties
from .event_patch_location_type_0 import EventPatchLocationType0
from .event_patch_meta_data import EventPatchMetaData
from .event_patch_name import EventPatchName
from .event_patch_seat_category_mapping import EventPatchSeatCategoryMapping
from .event_seat_category_mapping import EventSeatCategoryMapping
from .healthy_response_200 import HealthyResponse200
from .item import Item
from .item_addons_item import ItemAddonsItem
from .item_available_from_mode import ItemAvailableFromMode
from .item_available_until_mode import ItemAvailableUntilMode
from .item_bundles_item import ItemBundlesItem
from .item_description_type_0 import ItemDescriptionType0
from .item_hidden_if_item_available_mode import ItemHiddenIfItemAvailableMode
from .item_input import ItemInput
from .item_input_available_from_mode import ItemInputAvailableFromMode
from .item_input_available_until_mode import ItemInputAvailableUntilMode
from .item_input_description_type_0 import ItemInputDescriptionType0
from .item_input_hidden_if_item_available_mode import ItemInputHiddenIfItemAvailableMode
from .item_input_meta_data import ItemInputMetaData
from .item_input_name import ItemInputName
from .item_meta_data import ItemMetaData
from .item_meta_property import ItemMetaProperty
from .item_meta_property_input import ItemMetaPropertyInput
from .item_meta_property_page import ItemMetaPropertyPage
from .item_meta_property_patch import ItemMetaPropertyPatch
from .item_name import ItemName
from .item_page import ItemPage
from .item_patch import ItemPatch
from .item_patch_available_from_mode import ItemPatchAvailableFromMode
from .item_patch_available_until_mode import ItemPatchAvailableUntilMode
from .item_patch_description_type_0 import ItemPatchDescriptionType0
from .item_patch_hidden_if_item_available_mode import ItemPatchHiddenIfItemAvailableMode
from .item_patch_meta_data import ItemPatchMetaData
from .item_patch_name import ItemPatchName
from .item_replacement import ItemReplacement
from .item_replacement_available_from_mode import ItemReplacementAvailableFromMode
from .item_replacement_available_until_mode import ItemReplacementAvailableUntilMode
from .item_replacement_description_type_0 import ItemReplacementDescriptionType0
from .item_replacement_hidden_if_item_available_mode import (
    ItemReplacementHiddenIfItemAvailableMode,
)
from .item_replacement_meta_data import ItemReplacementMetaData
from .item_replacement_name import ItemReplacementName
from .organizer import Organizer
from .organizer_page import OrganizerPage
from .problems import Problems
from .question import Question
from .question_help_text_type_0 import QuestionHelpTextType0
from .question_input import QuestionInput
from .question_input_help_text_type_0 import QuestionInputHelpTextType0
from .question_input_question import QuestionInputQuestion
from .question_input_type import QuestionInputType
from .question_option import QuestionOption
from .question_option_answer import QuestionOptionAnswer
from .question_option_input import QuestionOptionInput
from .question_option_input_answer import QuestionOptionInputAnswer
from .question_option_page import QuestionOptionPage
from .question_option_patch import QuestionOptionPatch
from .question_option_patch_answer import QuestionOptionPatchAnswer
from .question_page import QuestionPage
from .question_patch import QuestionPatch
from .question_patch_help_text_type_0 import QuestionPatchHelpTextType0
from .question_patch_question import QuestionPatchQuestion
from .question_patch_type import QuestionPatchType
from .question_question import QuestionQuestion
from .question_replacement import QuestionReplacement
from .question_replacement_help_text_type_0 import QuestionReplacementHelpTextType0
from .question_replacement_question import QuestionReplacementQuestion
from .question_replacement_type import QuestionReplacementType
from .question_type import QuestionType
from .quota import Quota
from .quota_availability import QuotaAvailability
from .quota_input import QuotaInput
from .quota_page import QuotaPage
from .quota_patch import QuotaPatch
from .ready_response_200 import ReadyResponse200
from .ready_response_503 import ReadyResponse503
from .root_response_200 import RootResponse200
from .sales_channel import SalesChannel
from .sales_channel_input import SalesChannelInput
from .sales_channel_input_label import SalesChannelInputLabel
from .sales_channel_label import SalesChannelLabel
from .sales_channel_page import SalesChannelPage
from .sales_channel_patch import SalesChannelPatch
from .sales_channel_patch_label import SalesChannelPatchLabel
from .sales_channel_replacement import SalesChannelReplacement
from .sales_channel_replacement_label import SalesChannelReplacementLabel
from .seat import Seat
from .seat_created import SeatCreated
from .seat_holder import SeatHolder
from .seat_input import SeatInput
from .seat_page import SeatPage
from .seat_patch import SeatPatch
from .seating_plan import SeatingPlan
from .seating_plan_input import SeatingPlanInput
from .seating_plan_input_layout import SeatingPlanInputLayout
from .seating_plan_layout import SeatingPlanLayout
from .seating_plan_page import SeatingPlanPage
from .seating_plan_patch import SeatingPlanPatch
from .seating_plan_patch_layout import SeatingPlanPatchLayout
from .seats_list_expand import SeatsListExpand
from .settings_change_response_200_type_0 import SettingsChangeResponse200Type0
from .settings_change_response_200_type_0_locale import (
    SettingsChangeResponse200Type0Locale,
)
from .settings_change_response_200_type_0_name_scheme import (
    SettingsChangeResponse200Type0NameScheme,
)
from .settings_change_response_200_type_1 import SettingsChangeResponse200Type1
from .settings_change_response_200_type_1_additional_property import (
    SettingsChangeResponse200Type1AdditionalProperty,
)
from .settings_patch import SettingsPatch
from .settings_patch_locale_type_0 import SettingsPatchLocaleType0
from .settings_patch_locales_type_0_item import SettingsPatchLocalesType0Item
from .settings_patch_name_scheme_type_0 import SettingsPatchNameSchemeType0
from .settings_read_response_200_type_0 import SettingsReadResponse200Type0
from .settings_read_response_200_type_0_locale import SettingsReadResponse200Type0Locale
from .settings_read_response_200_type_0_name_scheme import (
    SettingsReadResponse200Type0NameScheme,
)
from .settings_read_response_200_type_1 import SettingsReadResponse200Type1
from .settings_read_response_200_type_1_additional_property import (
    SettingsReadResponse200Type1AdditionalProperty,
)
from .shop import Shop
from .shop_add_on_rule import ShopAddOnRule
from .shop_bundle import ShopBundle
from .shop_bundle_name import ShopBundleName
from .shop_bundle_value_type_0 import ShopBundleValueType0
from .shop_category import ShopCategory
from .shop_category_description_type_0 import ShopCategoryDescriptionType0
from .shop_category_name import ShopCategoryName
from .shop_choice import ShopChoice
from .shop_closed import ShopClosed
from .shop_date import ShopDate
from .shop_date_name import ShopDateName
from .shop_dates import ShopDates
from .shop_event import ShopEvent
from .shop_event_name import ShopEventName
from .shop_group import ShopGroup
from .shop_item import ShopItem
from .shop_item_description_type_0 import ShopItemDescriptionType0
from .shop_item_name import ShopItemName
from .shop_price import ShopPrice
from .shop_refusal import ShopRefusal
from .shop_refusal_code import ShopRefusalCode
from .shop_row import ShopRow
from .shop_row_availability import ShopRowAvailability
from .shop_sale import ShopSale
from .shop_seat import ShopSeat
from .shop_seats import ShopSeats
from .shop_variation import ShopVariation
from .shop_variation_description_type_0 import ShopVariationDescriptionType0
from .shop_variation_value import ShopVariationValue
from .shop_voucher import ShopVoucher
from .sub_event import SubEvent
from .sub_event_frontpage_text_type_0 import SubEventFrontpageTextType0
from .sub_event_input import SubEventInput
from .sub_event_input_frontpage_text_type_0 import SubEventInputFrontpageTextType0
from .sub_event_input_item_price_overrides_item import (
    SubEventInputItemPriceOverridesItem,
)
from .sub_event_input_location_type_0 import SubEventInputLocationType0
from .sub_event_input_meta_data import SubEventInputMetaData
from .sub_event_input_name import SubEventInputName
from .sub_event_input_seat_category_mapping import SubEventInputSeatCategoryMapping
from .sub_event_input_variation_price_overrides_item import (
    SubEventInputVariationPriceOverridesItem,
)
from .sub_event_item_price_overrides_item import SubEventItemPriceOverridesItem
from .sub_event_location_type_0 import SubEventLocationType0
from .sub_event_meta_data import SubEventMetaData
from .sub_event_name import SubEventName
from .sub_event_page import SubEventPage
from .sub_event_patch import SubEventPatch
from .sub_event_patch_frontpage_text_type_0 import SubEventPatchFrontpageTextType0
from .sub_event_patch_item_price_overrides_item import (
    SubEventPatchItemPriceOverridesItem,
)
from .sub_event_patch_location_type_0 import SubEventPatchLocationType0
from .sub_event_patch_meta_data import SubEventPatchMetaData
from .sub_event_patch_name import SubEventPatchName
from .sub_event_patch_seat_category_mapping import SubEventPatchSeatCategoryMapping
from .sub_event_patch_variation_price_overrides_item import (
    SubEventPatchVariationPriceOverridesItem,
)
from .sub_event_seat_category_mapping import SubEventSeatCategoryMapping
from .sub_event_variation_price_overrides_item import (
    SubEventVariationPriceOverridesItem,
)
from .subevent_seats_list_expand import SubeventSeatsListExpand
from .tax_rule import TaxRule
from .tax_rule_input import TaxRuleInput
from .tax_rule_input_name import TaxRuleInputName
from .tax_rule_name import TaxRuleName
from .tax_rule_page import TaxRulePage
from .tax_rule_patch import TaxRulePatch
from .tax_rule_patch_name import TaxRulePatchName
from .team import Team
from .team_input import TeamInput
from .team_input_limit_event_permissions_item import TeamInputLimitEventPermissionsItem
from .team_input_limit_organizer_permissions_item import (
    TeamInputLimitOrganizerPermissionsItem,
)
from .team_page import TeamPage
from .team_patch import TeamPatch
from .team_patch_limit_event_permissions_item import TeamPatchLimitEventPermissionsItem
from .team_patch_limit_organizer_permissions_item import (
    TeamPatchLimitOrganizerPermissionsItem,
)
from .token import Token
from .token_created import TokenCreated
from .token_input import TokenInput
from .token_page import TokenPage
from .too_many import TooMany
from .too_many_limit import TooManyLimit
from .variation import Variation
from .variation_available_from_mode import VariationAvailableFromMode
from .variation_available_until_mode import VariationAvailableUntilMode
from .variation_description_type_0 import VariationDescriptionType0
from .variation_input import VariationInput
from .variation_input_available_from_mode import VariationInputAvailableFromMode
from .variation_input_available_until_mode import VariationInputAvailableUntilMode
from .variation_input_description_type_0 import VariationInputDescriptionType0
from .variation_input_meta_data import VariationInputMetaData
from .variation_input_value import VariationInputValue
from .variation_meta_data import VariationMetaData
from .variation_page import VariationPage
from .variation_patch import VariationPatch
from .variation_patch_available_from_mode import VariationPatchAvailableFromMode
from .variation_patch_available_until_mode import VariationPatchAvailableUntilMode
from .variation_patch_description_type_0 import VariationPatchDescriptionType0
from .variation_patch_meta_data import VariationPatchMetaData
from .variation_patch_value import VariationPatchValue
from .variation_value import VariationValue
from .voucher import Voucher
from .voucher_batch_refusal_item import VoucherBatchRefusalItem
from .voucher_input import VoucherInput
from .voucher_input_price_mode import VoucherInputPriceMode
from .voucher_page import VoucherPage
from .voucher_patch import VoucherPatch
from .voucher_patch_price_mode import VoucherPatchPriceMode
from .voucher_price_mode import VoucherPriceMode
from .vouchers_list_price_mode import VouchersListPriceMode
from .waiting_entry import WaitingEntry
from .waiting_entry_input import WaitingEntryInput
from .waiting_entry_input_name_parts import WaitingEntryInputNameParts
from .waiting_entry_name_parts import WaitingEntryNameParts
from .waiting_entry_page import WaitingEntryPage
from .waiting_entry_patch import WaitingEntryPatch
from .waiting_entry_patch_name_parts import WaitingEntryPatchNameParts

__all__ = (
    "AddOn",
    "AddOnInput",
    "AddOnPage",
    "AddOnPatch",
    "Answer",
    "AnswerInput",
    "BulkOutcome",
    "BulkOutcomes",
    "BulkRefusalType0",
    "Bundle",
    "BundleInput",
    "BundlePage",
    "BundlePatch",
    "Cart",
    "CartAddition",
    "CartAddOnChange",
    "CartAddOnChangeAttendeeNamePartsType0",
    "CartAddOnChoice",
    "CartAddOnInput",
    "CartAddOnInputAttendeeNamePartsType0",
    "CartAddOnRow",
    "CartAddOnRowDescriptionType0",
    "CartAddOnRowName",
    "CartAddOnRowValueType0",
    "CartAddOnRule",
    "CartAddOns",
    "CartAmount",
    "CartChange",
    "CartChild",
    "CartChildAttendeeNameParts",
    "CartCode",
    "CartExtension",
    "CartInput",
    "CartLack",
    "CartLine",
    "CartLineAttendeeNameParts",
    "CartLineChange",
    "CartLineChangeAttendeeNamePartsType0",
    "CartLineInput",
    "CartLineInputAttendeeNamePartsType0",
    "CartNeed",
    "CartNotice",
    "CartOffer",
    "CartOffers",
    "CartPosition",
    "CartPositionAttendeeNameParts",
    "CartPositionChildInput",
    "CartPositionChildInputAttendeeNameParts",
    "CartPositionCreated",
    "CartPositionCreatedAttendeeNameParts",
    "CartPositionInput",
    "CartPositionInputAttendeeNameParts",
    "CartPositionPage",
    "CartPositionSeatType0",
    "CartReason",
    "CartRefusal",
    "CartRefusalCode",
    "CartRefusalDetailsType0",
    "CartTax",
    "CartTotal",
    "CartUnitPrice",
    "CartVoucher",
    "Category",
    "CategoryCrossSellingConditionType0",
    "CategoryCrossSellingModeType0",
    "CategoryDescriptionType0",
    "CategoryInput",
    "CategoryInputCrossSellingConditionType0",
    "CategoryInputCrossSellingModeType0",
    "CategoryInputDescriptionType0",
    "CategoryInputName",
    "CategoryName",
    "CategoryPage",
    "CategoryPatch",
    "CategoryPatchCrossSellingConditionType0",
    "CategoryPatchCrossSellingModeType0",
    "CategoryPatchDescriptionType0",
    "CategoryPatchName",
    "Change",
    "ChangeAfterType0",
    "ChangeBeforeType0",
    "ChangePage",
    "Detail",
    "Discount",
    "DiscountInput",
    "DiscountInputSubeventMode",
    "DiscountPage",
    "DiscountPatch",
    "DiscountPatchSubeventMode",
    "DiscountSubeventMode",
    "Event",
    "EventInput",
    "EventInputItemMetaProperties",
    "EventInputLocationType0",
    "EventInputMetaData",
    "EventInputName",
    "EventInputSeatCategoryMapping",
    "EventItemMetaProperties",
    "EventLocationType0",
    "EventMetaData",
    "EventName",
    "EventPage",
    "EventPatch",
    "EventPatchItemMetaProperties",
    "EventPatchLocationType0",
    "EventPatchMetaData",
    "EventPatchName",
    "EventPatchSeatCategoryMapping",
    "EventSeatCategoryMapping",
    "HealthyResponse200",
    "Item",
    "ItemAddonsItem",
    "ItemAvailableFromMode",
    "ItemAvailableUntilMode",
    "ItemBundlesItem",
    "ItemDescriptionType0",
    "ItemHiddenIfItemAvailableMode",
    "ItemInput",
    "ItemInputAvailableFromMode",
    "ItemInputAvailableUntilMode",
    "ItemInputDescriptionType0",
    "ItemInputHiddenIfItemAvailableMode",
    "ItemInputMetaData",
    "ItemInputName",
    "ItemMetaData",
    "ItemMetaProperty",
    "ItemMetaPropertyInput",
    "ItemMetaPropertyPage",
    "ItemMetaPropertyPatch",
    "ItemName",
    "ItemPage",
    "ItemPatch",
    "ItemPatchAvailableFromMode",
    "ItemPatchAvailableUntilMode",
    "ItemPatchDescriptionType0",
    "ItemPatchHiddenIfItemAvailableMode",
    "ItemPatchMetaData",
    "ItemPatchName",
    "ItemReplacement",
    "ItemReplacementAvailableFromMode",
    "ItemReplacementAvailableUntilMode",
    "ItemReplacementDescriptionType0",
    "ItemReplacementHiddenIfItemAvailableMode",
    "ItemReplacementMetaData",
    "ItemReplacementName",
    "Organizer",
    "OrganizerPage",
    "Problems",
    "Question",
    "QuestionHelpTextType0",
    "QuestionInput",
    "QuestionInputHelpTextType0",
    "QuestionInputQuestion",
    "QuestionInputType",
    "QuestionOption",
    "QuestionOptionAnswer",
    "QuestionOptionInput",
    "QuestionOptionInputAnswer",
    "QuestionOptionPage",
    "QuestionOptionPatch",
    "QuestionOptionPatchAnswer",
    "QuestionPage",
    "QuestionPatch",
    "QuestionPatchHelpTextType0",
    "QuestionPatchQuestion",
    "QuestionPatchType",
    "QuestionQuestion",
    "QuestionReplacement",
    "QuestionReplacementHelpTextType0",
    "QuestionReplacementQuestion",
    "QuestionReplacementType",
    "QuestionType",
    "Quota",
    "QuotaAvailability",
    "QuotaInput",
    "QuotaPage",
    "QuotaPatch",
    "ReadyResponse200",
    "ReadyResponse503",
    "RootResponse200",
    "SalesChannel",
    "SalesChannelInput",
    "SalesChannelInputLabel",
    "SalesChannelLabel",
    "SalesChannelPage",
    "SalesChannelPatch",
    "SalesChannelPatchLabel",
    "SalesChannelReplacement",
    "SalesChannelReplacementLabel",
    "Seat",
    "SeatCreated",
    "SeatHolder",
    "SeatingPlan",
    "SeatingPlanInput",
    "SeatingPlanInputLayout",
    "SeatingPlanLayout",
    "SeatingPlanPage",
    "SeatingPlanPatch",
    "SeatingPlanPatchLayout",
    "SeatInput",
    "SeatPage",
    "SeatPatch",
    "SeatsListExpand",
    "SettingsChangeResponse200Type0",
    "SettingsChangeResponse200Type0Locale",
    "SettingsChangeResponse200Type0NameScheme",
    "SettingsChangeResponse200Type1",
    "SettingsChangeResponse200Type1AdditionalProperty",
    "SettingsPatch",
    "SettingsPatchLocalesType0Item",
    "SettingsPatchLocaleType0",
    "SettingsPatchNameSchemeType0",
    "SettingsReadResponse200Type0",
    "SettingsReadResponse200Type0Locale",
    "SettingsReadResponse200Type0NameScheme",
    "SettingsReadResponse200Type1",
    "SettingsReadResponse200Type1AdditionalProperty",
    "Shop",
    "ShopAddOnRule",
    "ShopBundle",
    "ShopBundleName",
    "ShopBundleValueType0",
    "ShopCategory",
    "ShopCategoryDescriptionType0",
    "ShopCategoryName",
    "ShopChoice",
    "ShopClosed",
    "ShopDate",
    "ShopDateName",
    "ShopDates",
    "ShopEvent",
    "ShopEventName",
    "ShopGroup",
    "ShopItem",
    "ShopItemDescriptionType0",
    "ShopItemName",
    "ShopPrice",
    "ShopRefusal",
    "ShopRefusalCode",
    "ShopRow",
    "ShopRowAvailability",
    "ShopSale",
    "ShopSeat",
    "ShopSeats",
    "ShopVariation",
    "ShopVariationDescriptionType0",
    "ShopVariationValue",
    "ShopVoucher",
    "SubEvent",
    "SubEventFrontpageTextType0",
    "SubEventInput",
    "SubEventInputFrontpageTextType0",
    "SubEventInputItemPriceOverridesItem",
    "SubEventInputLocationType0",
    "SubEventInputMetaData",
    "SubEventInputName",
    "SubEventInputSeatCategoryMapping",
    "SubEventInputVariationPriceOverridesItem",
    "SubEventItemPriceOverridesItem",
    "SubEventLocationType0",
    "SubEventMetaData",
    "SubEventName",
    "SubEventPage",
    "SubEventPatch",
    "SubEventPatchFrontpageTextType0",
    "SubEventPatchItemPriceOverridesItem",
    "SubEventPatchLocationType0",
    "SubEventPatchMetaData",
    "SubEventPatchName",
    "SubEventPatchSeatCategoryMapping",
    "SubEventPatchVariationPriceOverridesItem",
    "SubEventSeatCategoryMapping",
    "SubeventSeatsListExpand",
    "SubEventVariationPriceOverridesItem",
    "TaxRule",
    "TaxRuleInput",
    "TaxRuleInputName",
    "TaxRuleName",
    "TaxRulePage",
    "TaxRulePatch",
    "TaxRulePatchName",
    "Team",
    "TeamInput",
    "TeamInputLimitEventPermissionsItem",
    "TeamInputLimitOrganizerPermissionsItem",
    "TeamPage",
    "TeamPatch",
    "TeamPatchLimitEventPermissionsItem",
    "TeamPatchLimitOrganizerPermissionsItem",
    "Token",
    "TokenCreated",
    "TokenInput",
    "TokenPage",
    "TooMany",
    "TooManyLimit",
    "Variation",
    "VariationAvailableFromMode",
    "VariationAvailableUntilMode",
    "VariationDescriptionType0",
    "VariationInput",
    "VariationInputAvailableFromMode",
    "VariationInputAvailableUntilMode",
    "VariationInputDescriptionType0",
    "VariationInputMetaData",
    "VariationInputValue",
    "VariationMetaData",
    "VariationPage",
    "VariationPatch",
    "VariationPatchAvailableFromMode",
    "VariationPatchAvailableUntilMode",
    "VariationPatchDescriptionType0",
    "VariationPatchMetaData",
    "VariationPatchValue",
    "VariationValue",
    "Voucher",
    "VoucherBatchRefusalItem",
    "VoucherInput",
    "VoucherInputPriceMode",
    "VoucherPage",
    "VoucherPatch",
    "VoucherPatchPriceMode",
    "VoucherPriceMode",
    "VouchersListPriceMode",
    "WaitingEntry",
    "WaitingEntryInput",
    "WaitingEntryInputNameParts",
    "WaitingEntryNameParts",
    "WaitingEntryPage",
    "WaitingEntryPatch",
    "WaitingEntryPatchNameParts",
)
