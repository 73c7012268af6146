//! What AWS allows, as data: a table a file, each with its source. This room computes nothing and knows no other room.

mod functions;
mod glue_types;
mod instance_types;
mod names;
mod regions;
mod signature;

pub use functions::{GEOSPATIAL, function, functions};
pub use glue_types::{GLUE_NESTED, GLUE_PRIMITIVES};
pub use instance_types::{INSTANCE_TYPES, InstanceType};
pub use names::*;
pub use regions::{PERSONALIZE_REGIONS, PERSONALIZE_REGIONS_CHINA, partition_of};
pub use signature::{Function, FunctionKind, Overload, Shape, Size};
