//! The shared test code itself: what may be required, and what child processes get to see.

mod support;

use support::process::is_scrubbed;
use support::tools::{required_words, settle};

#[test]
fn what_is_required_of_this_run_is_known() {
    let value = std::env::var("KICKSTART_REQUIRE").unwrap_or_default();
    assert_eq!(required_words(&value).err(), None);
}

#[test]
fn an_unknown_word_is_no_requirement() {
    let words = required_words(" tofu, asl,").unwrap();
    assert_eq!(words.into_iter().collect::<Vec<_>>(), ["asl", "tofu"]);
    let why = required_words("tofu,terrafrom").unwrap_err();
    assert_eq!(
        why,
        "KICKSTART_REQUIRE names `terrafrom`; it may name tofu, terraform, checkov, asl, trino, moto, notebook, pre-commit, wheel, movielens, cfn-lint"
    );
}

#[test]
fn a_tool_that_nobody_requires_may_be_missing() {
    assert_eq!(
        settle::<()>("no such tool", Err("this is a test of how a gap is told".to_owned())),
        None
    );
}

#[test]
fn children_see_no_credentials_and_no_colours() {
    for name in [
        "AWS_PROFILE",
        "AWS_ACCESS_KEY_ID",
        "CI",
        "NO_COLOR",
        "RUST_LOG",
        "TF_LOG",
        "TF_VAR_x",
        "GITHUB_ACTIONS",
    ] {
        assert!(is_scrubbed(name), "{name} reaches child processes");
    }
    for name in [
        "PATH",
        "HOME",
        "TF_CLI_CONFIG_FILE",
        "TF_PLUGIN_CACHE_DIR",
        "HTTPS_PROXY",
        "SSL_CERT_FILE",
    ] {
        assert!(!is_scrubbed(name), "{name} is kept from child processes");
    }
}
