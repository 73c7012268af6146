//! What AWS allows, as data: a table a file, each with its source. This room computes nothing and knows no other room.

mod backends;
pub mod data_quotas;
mod functions;
mod glue_types;
mod instance_types;
mod names;
mod object_keys;
mod personalize_fields;
mod queries;
mod regions;
mod sample_data;
mod signature;
mod tags;
mod time_zones;

pub use backends::{BACKEND_ARGUMENTS, BACKEND_SECRETS, STATE_LOCATIONS, StateLocation};
pub use functions::{GEOSPATIAL, function, functions};
pub use glue_types::*;
pub use instance_types::{INSTANCE_TYPES, InstanceType};
pub use names::*;
pub use object_keys::*;
pub use personalize_fields::{
    ACTION_EVENTS, EVENT_BUDGET, OwnFields, ReservedField, SCHEMA_CHARACTERS, own_fields, reserved_fields,
};
pub use queries::*;
pub use regions::{
    DIRECTIONS, GOVERNMENT_REGIONS, PERSONALIZE_NEAREST, PERSONALIZE_REGIONS, PERSONALIZE_REGIONS_CHINA, partition_of,
};
pub use sample_data::*;
pub use signature::{Function, FunctionKind, Overload, Shape, Size};
pub use tags::*;
pub use time_zones::TIME_ZONES;
