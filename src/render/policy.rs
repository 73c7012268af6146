//! The policy of the state machine's role: from what the workflow says it touches to the ARNs that Terraform knows.

use minijinja::value::Value;
use serde::Serialize;

use super::hcl::expression;
use crate::workflow::{Resource, Statement};

/// A statement as `main.tf` writes it.
#[derive(Serialize)]
pub(super) struct PolicyStatement {
    /// Says what it is for; our own words.
    comment: &'static str,
    sid: &'static str,
    actions: Vec<&'static str>,
    resources: Vec<Value>,
}

/// The statements of a machine's policy.
pub(super) fn statements(policy: &[Statement]) -> Vec<PolicyStatement> {
    let each = policy.iter();
    each.map(|statement| PolicyStatement {
        comment: statement.purpose.comment(),
        sid: statement.purpose.sid(),
        actions: statement.actions.iter().copied().collect(),
        resources: statement.resources.iter().map(arn).collect(),
    })
    .collect()
}

/// The expression for a resource's ARN in the root module.
fn arn(resource: &Resource) -> Value {
    expression(match resource {
        Resource::Crawlers => "module.catalog.crawlers_arn".to_owned(),
        Resource::Workgroup => "module.query_workgroup.arn".to_owned(),
        Resource::AthenaDataCatalog => "module.query_workgroup.data_catalog_arn".to_owned(),
        Resource::GlueCatalog => "module.catalog.catalog_arn".to_owned(),
        Resource::Database => "module.catalog.database_arn".to_owned(),
        Resource::DefaultDatabase => "module.catalog.default_database_arn".to_owned(),
        Resource::Tables => "module.catalog.tables_arn".to_owned(),
        Resource::RawDataBucket => "module.raw_data_bucket.arn".to_owned(),
        Resource::RawDataObjects => "\"${module.raw_data_bucket.arn}/*\"".to_owned(),
        Resource::PreparedDataBucket => "module.prepared_data_bucket.arn".to_owned(),
        Resource::QueryResults => "\"${module.prepared_data_bucket.arn}/${local.query_results_prefix}*\"".to_owned(),
        Resource::EncryptionKey => "local.kms_key_arn".to_owned(),
    })
}
