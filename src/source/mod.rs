//! The text of a file and where everything in it stands.
//!
//! [`SourceText`] is one file, [`Place`] a range in it, [`Tree`] the TOML in it with the span of every key and value.
//! This room knows TOML and files, and nothing of Personalize.

mod comment;
mod drafts;
mod file;
mod folder;
mod keys;
mod mistakes;
mod passage;
mod text;
mod tree;

pub use comment::{Comment, comments};
pub use drafts::Drafts;
pub use file::{Loaded, load};
pub use folder::{Folder, LocalFile, Refusal, stays_inside};
pub use keys::key_places;
pub use mistakes::{SyntaxError, Unread};
pub use passage::Passage;
pub use text::{Place, Position, SourceText, Span};
pub use tree::{Entry, KeyPath, Node, Step, Table, Tree, Value};
