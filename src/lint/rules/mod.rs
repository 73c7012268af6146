//! All rules, one a file; how to add one is in the documentation of [`crate::lint`].

mod actions_in_domain_group;
mod backend_secret;
mod boolean_field;
mod categorical_not_string;
mod colliding_field_names;
mod column_name_case;
mod csv_column_type;
mod csv_nullable_column;
mod csv_timestamp_column;
mod duplicate_tag;
mod empty_ignore;
mod instance_type_needs_provider_6;
mod invalid_action_event;
mod invalid_bucket_name;
mod invalid_column_name;
mod invalid_column_type;
mod invalid_kms_key;
mod invalid_sample_file_name;
mod invalid_schedule;
mod invalid_tag;
mod invalid_textual_field;
mod large_sample_data;
mod little_room_for_owner;
mod long_query;
mod missing_metadata_field;
mod missing_schema_field;
mod misspelt_backend_region;
mod misspelt_reserved_field;
mod name_too_long;
mod notebook_never_stops;
mod notebook_without_subnet;
mod nullable_required_field;
mod nullable_reserved_field;
mod overlapping_sources;
mod production_with_sample_data;
mod production_without_alarm;
mod production_without_backend;
mod production_without_retention;
mod query_ambiguous_column;
mod query_backticks;
mod query_boolean_text;
mod query_branch_order;
mod query_cast_to_text;
mod query_column_case;
mod query_column_count;
mod query_column_name;
mod query_column_order;
mod query_column_type;
mod query_compared_with_null;
mod query_cross_join;
mod query_date_format;
mod query_duplicate_column;
mod query_duplicate_name;
mod query_exponent;
mod query_extra_column;
mod query_invalid_clause;
mod query_invalid_literal;
mod query_limit;
mod query_misplaced_aggregate;
mod query_missing_column;
mod query_not_grouped;
mod query_not_one_select;
mod query_nullable_column;
mod query_other_database;
mod query_probable_literal;
mod query_quoted_literal;
mod query_reserved_word;
mod query_row_limit;
mod query_select_all;
mod query_syntax;
mod query_timestamp_unit;
mod query_too_long;
mod query_type_mismatch;
mod query_unescaped_text;
mod query_unknown_column;
mod query_unknown_function;
mod query_unknown_table;
mod query_unknown_type;
mod query_unnamed_column;
mod query_unsupported;
mod query_wrong_arguments;
mod rate_fires_on_apply;
mod rate_plural;
mod region_without_personalize;
mod reserved_bucket_name;
mod reserved_field_categorical;
mod reserved_field_textual;
mod reserved_field_type;
mod retired_instance_type;
mod rule_not_configurable;
mod sample_data_format;
mod sample_data_outside;
mod sample_data_too_large;
mod sample_date_without_data;
mod sandbox_with_retention;
mod sandbox_without_kind;
mod schedule_never_fires;
mod schedule_on_sandbox;
mod schedule_too_often;
mod schema_too_long;
mod security_groups_without_subnet;
mod shared_source;
mod shared_state;
mod skipped_sample_file;
mod source_is_a_file;
mod source_looks_like_partition;
mod source_not_portable;
mod structural;
mod table_name_clash;
mod table_name_too_long;
mod time_zone_without_schedule;
mod too_many_event_types;
mod too_many_fields;
mod too_many_tags;
mod unknown_backend_argument;
mod unknown_instance_type;
mod unknown_rule;
mod unknown_time_zone;
mod unprotected_state;
mod untrained_string_field;
mod unused_ignore;
mod windows_device_name;

use super::rule::Rule;
use structural::{spec, stage};

pub(super) use empty_ignore::RULE as EMPTY_IGNORE;
pub(super) use rule_not_configurable::RULE as RULE_NOT_CONFIGURABLE;
pub use shared_state::between as state_between;
pub(super) use unknown_rule::RULE as UNKNOWN_RULE;
pub(super) use unused_ignore::RULE as UNUSED_IGNORE;

/// All rules, sorted by id.
static REGISTRY: &[&Rule] = &[
    &actions_in_domain_group::RULE,
    &backend_secret::RULE,
    &boolean_field::RULE,
    &categorical_not_string::RULE,
    &spec::CHECKER_DIRECTIVE,
    &colliding_field_names::RULE,
    &column_name_case::RULE,
    &csv_column_type::RULE,
    &csv_nullable_column::RULE,
    &csv_timestamp_column::RULE,
    &duplicate_tag::RULE,
    &empty_ignore::RULE,
    &stage::EMPTY_QUERY,
    &spec::EMPTY_SPEC,
    &spec::FOREIGN_TOML,
    &spec::HIDDEN_CHARACTER,
    &instance_type_needs_provider_6::RULE,
    &invalid_action_event::RULE,
    &invalid_bucket_name::RULE,
    &invalid_column_name::RULE,
    &invalid_column_type::RULE,
    &invalid_kms_key::RULE,
    &spec::INVALID_NAME,
    &stage::INVALID_SAMPLE_DATE,
    &invalid_sample_file_name::RULE,
    &invalid_schedule::RULE,
    &stage::INVALID_SOURCE,
    &invalid_tag::RULE,
    &invalid_textual_field::RULE,
    &spec::INVALID_VALUE,
    &large_sample_data::RULE,
    &little_room_for_owner::RULE,
    &long_query::RULE,
    &spec::MISSING_KEY,
    &missing_metadata_field::RULE,
    &missing_schema_field::RULE,
    &misspelt_backend_region::RULE,
    &misspelt_reserved_field::RULE,
    &name_too_long::RULE,
    &spec::NOT_UTF8,
    &notebook_never_stops::RULE,
    &notebook_without_subnet::RULE,
    &nullable_required_field::RULE,
    &nullable_reserved_field::RULE,
    &spec::NUMBER_TOO_LARGE,
    &overlapping_sources::RULE,
    &stage::OWNER_IS_A_STAGE,
    &production_with_sample_data::RULE,
    &production_without_alarm::RULE,
    &production_without_backend::RULE,
    &production_without_retention::RULE,
    &query_ambiguous_column::RULE,
    &stage::QUERY_AND_QUERY_FILE,
    &query_backticks::RULE,
    &query_boolean_text::RULE,
    &query_branch_order::RULE,
    &query_cast_to_text::RULE,
    &query_column_case::RULE,
    &query_column_count::RULE,
    &query_column_name::RULE,
    &query_column_order::RULE,
    &query_column_type::RULE,
    &query_compared_with_null::RULE,
    &query_cross_join::RULE,
    &query_date_format::RULE,
    &query_duplicate_column::RULE,
    &query_duplicate_name::RULE,
    &query_exponent::RULE,
    &query_extra_column::RULE,
    &stage::QUERY_FILE_UNREADABLE,
    &query_invalid_clause::RULE,
    &query_invalid_literal::RULE,
    &query_limit::RULE,
    &query_misplaced_aggregate::RULE,
    &query_missing_column::RULE,
    &query_not_grouped::RULE,
    &query_not_one_select::RULE,
    &query_nullable_column::RULE,
    &query_other_database::RULE,
    &query_probable_literal::RULE,
    &query_quoted_literal::RULE,
    &query_reserved_word::RULE,
    &query_row_limit::RULE,
    &query_select_all::RULE,
    &query_syntax::RULE,
    &query_timestamp_unit::RULE,
    &query_too_long::RULE,
    &query_type_mismatch::RULE,
    &query_unescaped_text::RULE,
    &query_unknown_column::RULE,
    &query_unknown_function::RULE,
    &query_unknown_table::RULE,
    &query_unknown_type::RULE,
    &query_unnamed_column::RULE,
    &query_unsupported::RULE,
    &query_wrong_arguments::RULE,
    &rate_fires_on_apply::RULE,
    &rate_plural::RULE,
    &region_without_personalize::RULE,
    &reserved_bucket_name::RULE,
    &reserved_field_categorical::RULE,
    &reserved_field_textual::RULE,
    &reserved_field_type::RULE,
    &retired_instance_type::RULE,
    &rule_not_configurable::RULE,
    &sample_data_format::RULE,
    &stage::SAMPLE_DATA_NAME,
    &sample_data_outside::RULE,
    &sample_data_too_large::RULE,
    &stage::SAMPLE_DATA_UNREADABLE,
    &stage::SAMPLE_DATA_WITHOUT_SOURCE,
    &sample_date_without_data::RULE,
    &stage::SANDBOX_GIVEN_TWICE,
    &sandbox_with_retention::RULE,
    &sandbox_without_kind::RULE,
    &schedule_never_fires::RULE,
    &schedule_on_sandbox::RULE,
    &schedule_too_often::RULE,
    &schema_too_long::RULE,
    &security_groups_without_subnet::RULE,
    &shared_source::RULE,
    &shared_state::RULE,
    &skipped_sample_file::RULE,
    &source_is_a_file::RULE,
    &source_looks_like_partition::RULE,
    &source_not_portable::RULE,
    &stage::STACK_GIVEN_TWICE,
    &spec::STRING_NOT_NFC,
    &table_name_clash::RULE,
    &table_name_too_long::RULE,
    &time_zone_without_schedule::RULE,
    &spec::TOML_SYNTAX,
    &too_many_event_types::RULE,
    &too_many_fields::RULE,
    &too_many_tags::RULE,
    &unknown_backend_argument::RULE,
    &stage::UNKNOWN_DATASET,
    &unknown_instance_type::RULE,
    &spec::UNKNOWN_KEY,
    &unknown_rule::RULE,
    &unknown_time_zone::RULE,
    &unprotected_state::RULE,
    &untrained_string_field::RULE,
    &unused_ignore::RULE,
    &windows_device_name::RULE,
    &spec::WRONG_TYPE,
];

/// Every rule that can ever be told, sorted by id.
pub fn registry() -> &'static [&'static Rule] {
    REGISTRY
}
