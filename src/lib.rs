//! `kickstart` compiles one page of TOML into a Terraform/OpenTofu root module and a Step Functions state machine that
//! prepare data for Amazon Personalize, and lints that page. Text in, files out: it never talks to AWS.

pub mod output;
