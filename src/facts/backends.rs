//! Secrets among the arguments of Terraform's backends.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/backend>, a page per backend. What is written in a backend
//! block is kept in the plan and in `.terraform/`, so the documentation asks for environment variables.

/// Arguments that are a secret by themselves, with the environment variable to use instead where there is one. Kind of
/// backend, argument, variable.
pub static BACKEND_SECRETS: &[(&str, &str, Option<&str>)] = &[
    ("azurerm", "access_key", Some("ARM_ACCESS_KEY")),
    (
        "azurerm",
        "client_certificate_password",
        Some("ARM_CLIENT_CERTIFICATE_PASSWORD"),
    ),
    ("azurerm", "client_secret", Some("ARM_CLIENT_SECRET")),
    ("azurerm", "oidc_request_token", Some("ARM_OIDC_REQUEST_TOKEN")),
    ("azurerm", "oidc_token", Some("ARM_OIDC_TOKEN")),
    ("azurerm", "sas_token", Some("ARM_SAS_TOKEN")),
    ("consul", "access_token", Some("CONSUL_HTTP_TOKEN")),
    ("consul", "http_auth", Some("CONSUL_HTTP_AUTH")),
    ("cos", "secret_id", Some("TENCENTCLOUD_SECRET_ID")),
    ("cos", "secret_key", Some("TENCENTCLOUD_SECRET_KEY")),
    ("cos", "security_token", Some("TENCENTCLOUD_SECURITY_TOKEN")),
    ("gcs", "access_token", Some("GOOGLE_OAUTH_ACCESS_TOKEN")),
    ("gcs", "encryption_key", Some("GOOGLE_ENCRYPTION_KEY")),
    ("http", "client_private_key_pem", Some("TF_HTTP_CLIENT_PRIVATE_KEY_PEM")),
    ("http", "password", Some("TF_HTTP_PASSWORD")),
    ("kubernetes", "client_key", Some("KUBE_CLIENT_KEY_DATA")),
    ("kubernetes", "password", Some("KUBE_PASSWORD")),
    ("kubernetes", "token", Some("KUBE_TOKEN")),
    ("oss", "access_key", Some("ALICLOUD_ACCESS_KEY")),
    ("oss", "secret_key", Some("ALICLOUD_SECRET_KEY")),
    ("oss", "security_token", Some("ALICLOUD_SECURITY_TOKEN")),
    ("s3", "access_key", Some("AWS_ACCESS_KEY_ID")),
    ("s3", "secret_key", Some("AWS_SECRET_ACCESS_KEY")),
    ("s3", "token", Some("AWS_SESSION_TOKEN")),
];
