//! Terraform's backends: their arguments, which of them say where a state lies, and which are secrets.
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
    ("azurerm", "customer_provided_key", None),
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

/// The arguments of the backends besides `s3` (whose are in the JSON Schema) that a line can hold: those that Terraform
/// 1.11.4 or OpenTofu 1.12.6 takes. Source: `init` of both over a backend with each of them; the names are from OpenTofu's
/// `internal/backend` and from <https://developer.hashicorp.com/terraform/language/backend>.
pub static BACKEND_ARGUMENTS: &[(&str, &[&str])] = &[
    ("azurerm", AZURERM),
    (
        "consul",
        &[
            "path",
            "access_token",
            "address",
            "scheme",
            "datacenter",
            "http_auth",
            "gzip",
            "lock",
            "ca_file",
            "cert_file",
            "key_file",
        ],
    ),
    (
        "cos",
        &[
            "secret_id",
            "secret_key",
            "security_token",
            "region",
            "bucket",
            "prefix",
            "key",
            "encrypt",
            "acl",
            "accelerate",
            "endpoint",
            "domain",
            "profile",
            "shared_credentials_dir",
            "cam_role_name",
        ],
    ),
    (
        "gcs",
        &[
            "bucket",
            "prefix",
            "credentials",
            "access_token",
            "impersonate_service_account",
            "encryption_key",
            "kms_encryption_key",
            "storage_custom_endpoint",
            "universe_domain",
        ],
    ),
    (
        "http",
        &[
            "address",
            "update_method",
            "lock_address",
            "unlock_address",
            "lock_method",
            "unlock_method",
            "username",
            "password",
            "skip_cert_verification",
            "retry_max",
            "retry_wait_min",
            "retry_wait_max",
            "client_ca_certificate_pem",
            "client_certificate_pem",
            "client_private_key_pem",
        ],
    ),
    (
        "kubernetes",
        &[
            "secret_suffix",
            "namespace",
            "in_cluster_config",
            "load_config_file",
            "host",
            "username",
            "password",
            "insecure",
            "client_certificate",
            "client_key",
            "cluster_ca_certificate",
            "config_path",
            "config_context",
            "config_context_auth_info",
            "config_context_cluster",
            "token",
            "proxy_url",
        ],
    ),
    ("local", &["path", "workspace_dir"]),
    (
        "oss",
        &[
            "access_key",
            "secret_key",
            "security_token",
            "ecs_role_name",
            "region",
            "sts_endpoint",
            "tablestore_endpoint",
            "endpoint",
            "bucket",
            "prefix",
            "key",
            "tablestore_table",
            "encrypt",
            "acl",
            "shared_credentials_file",
            "profile",
            "assume_role_role_arn",
            "assume_role_session_name",
            "assume_role_policy",
            "assume_role_session_expiration",
        ],
    ),
    (
        "pg",
        &[
            "conn_str",
            "schema_name",
            "skip_schema_creation",
            "table_name",
            "skip_table_creation",
            "index_name",
            "skip_index_creation",
        ],
    ),
];

static AZURERM: &[&str] = &[
    "storage_account_name",
    "container_name",
    "key",
    "metadata_host",
    "environment",
    "access_key",
    "sas_token",
    "snapshot",
    "resource_group_name",
    "client_id",
    "client_id_file_path",
    "endpoint",
    "timeout_seconds",
    "subscription_id",
    "tenant_id",
    "client_certificate",
    "client_certificate_password",
    "client_certificate_path",
    "client_secret",
    "client_secret_file_path",
    "use_msi",
    "msi_endpoint",
    "use_oidc",
    "oidc_token",
    "oidc_token_file_path",
    "oidc_request_url",
    "oidc_request_token",
    "ado_service_connection_id",
    "ado_pipeline_service_connection_id",
    "use_aks_workload_identity",
    "use_azuread_auth",
    "use_cli",
    "customer_provided_key",
    "encryption_scope",
    "lookup_blob_endpoint",
];

/// Where a backend keeps a state: the arguments that say it, each with the value that the backend takes where it is not
/// given. One without such a value has to be known: the environment or `-backend-config` may give it otherwise.
#[derive(Debug, Clone, Copy)]
pub struct StateLocation {
    /// Kind of backend.
    pub backend: &'static str,
    /// What is shared by many states: a bucket, an account, a server.
    pub store: &'static [(&'static str, Option<&'static str>)],
    /// What tells the states in it apart.
    pub state: &'static [(&'static str, Option<&'static str>)],
}

/// Where the backends keep a state. Same sources; the defaults are those of OpenTofu 1.12.6.
pub static STATE_LOCATIONS: &[StateLocation] = &[
    StateLocation {
        backend: "azurerm",
        store: &[("storage_account_name", None), ("container_name", None)],
        state: &[("key", None)],
    },
    StateLocation {
        backend: "consul",
        store: &[("address", Some("")), ("datacenter", Some(""))],
        state: &[("path", None)],
    },
    StateLocation {
        backend: "cos",
        store: &[("bucket", None)],
        state: &[("prefix", Some("")), ("key", Some("terraform.tfstate"))],
    },
    StateLocation {
        backend: "gcs",
        store: &[("bucket", None)],
        state: &[("prefix", Some(""))],
    },
    StateLocation {
        backend: "http",
        store: &[],
        state: &[("address", None)],
    },
    StateLocation {
        backend: "kubernetes",
        store: &[
            ("host", Some("")),
            ("config_context", Some("")),
            ("namespace", Some("default")),
        ],
        state: &[("secret_suffix", None)],
    },
    // NOTE: a relative path starts at the stack's own folder: it is shared only where it leaves it.
    StateLocation {
        backend: "local",
        store: &[],
        state: &[("path", None)],
    },
    StateLocation {
        backend: "oss",
        store: &[("bucket", None)],
        state: &[("prefix", Some("env:")), ("key", Some("terraform.tfstate"))],
    },
    StateLocation {
        backend: "pg",
        store: &[("conn_str", None)],
        state: &[
            ("schema_name", Some("terraform_remote_state")),
            ("table_name", Some("states")),
        ],
    },
    StateLocation {
        backend: "s3",
        store: &[("bucket", None)],
        state: &[("key", None)],
    },
];
