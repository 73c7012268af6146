//! `kickstart` compiles one page of TOML into a Terraform/OpenTofu root module and a Step Functions state machine that
//! prepare data for Amazon Personalize, and lints that page. Text in, files out: it never talks to AWS.
//!
//! Data flows one way through the rooms below; each knows only those above it.
//!
//! | room | what it owns |
//! |---|---|
//! | [`source`] | the text of a file, its places, the TOML tree with a span for everything |
//! | [`diagnostic`] | what a problem is, and the sink that collects, orders and counts them |
//! | [`spec`] | the page as it was written: schema, types, every structural problem |
//! | [`facts`] | what AWS allows, as data with its sources |
//! | [`query`] | one SELECT as Athena reads it: output columns, types, tables, mistakes, and their places |
//! | [`stage`] | a stage with everything decided: defaults, names, overrides, files |
//! | [`lint`] | one rule = one small file, over the spec and over its stages |
//! | [`workflow`] | typed state machines: a wrong transition cannot be written, permissions follow from the tasks |
//! | [`render`] | a stage → its files in memory: root module, workflow, queries, schemas, notebook, README |
//! | [`output`] | files in memory → disk, all or nothing; or their drift |
//! | [`fix`] | what would mend findings, as edits of the files: tried in memory, written in one step |
//! | [`report`] | findings as text: for people, as JSON, as annotations |
//! | [`cli`] | the command line, one file a command |

pub mod cli;
pub mod diagnostic;
pub mod facts;
pub mod fix;
pub mod lint;
pub mod output;
pub mod query;
pub mod render;
pub mod report;
pub mod source;
pub mod spec;
pub mod stage;
pub mod workflow;
