//! What several rules together say of a page: absence, backends, secrets, sample data.

use super::{VALID, lint, told};
use crate::diagnostic::Level;

/// What is told of `VALID` with more below its stage: rule and snippet.
fn told_with(more: &str) -> Vec<(&'static str, String)> {
    let told = told(&format!("{VALID}{more}"));
    told.into_iter().map(|(rule, _, snippet)| (rule, snippet)).collect()
}

fn rules_with(more: &str) -> Vec<&'static str> {
    told_with(more).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn a_value_that_is_refused_is_not_missing_too() {
    for (more, rule) in [
        (
            "[stages.prod]\nbackend = { type = \"gcs\", bucket = \"b\" }\nalarm_email = \"foo\"\n",
            "invalid-value",
        ),
        (
            "[stages.prod]\nalarm_email = \"a@b.c\"\nbackend = { type = \"s4\", bucket = \"b\" }\n",
            "invalid-value",
        ),
        (
            "[stages.prod]\nalarm_email = \"a@b.c\"\nbackend = { type = \"s3\" }\n",
            "missing-key",
        ),
        (
            "[defaults]\nalarm_email = 3\n[stages.prod]\nbackend = { type = \"gcs\", bucket = \"b\" }\n",
            "wrong-type",
        ),
        (
            "notebook = { subnet_id = \"subnet-0abc1234def567890\", idle_stop_minutes = 4 }\n",
            "invalid-value",
        ),
        (
            "notebook = { subnet_id = \"x\", idle_stop_minutes = 60 }\n",
            "invalid-value",
        ),
        (
            "notebook = { subnet_id = 1, idle_stop_minutes = 60, security_group_ids = [\"sg-0abc1234\"] }\n",
            "wrong-type",
        ),
        (
            "[stages.prod]\nbackend = { type = \"gcs\", bucket = \"b\" }\nalarm_emial = \"a@b.c\"\n",
            "unknown-key",
        ),
        ("sample_date = \"2026-01-31\"\nsample_dta = \"data\"\n", "unknown-key"),
        ("schedule_timezone = \"Europe/Berlin\"\nschedule = 3\n", "wrong-type"),
        (
            "region = \"mars\"\nkms_key_arn = \"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"\n",
            "invalid-value",
        ),
        (
            "[datasets.items]\nsource = \"i/\"\nformat = \"jsn\"\nquery = \"SELECT array_join(a, ',') AS ITEM_ID, 'x' AS G FROM i\"\ncolumns = { a = \"array<int>\" }\n\
          schema = { ITEM_ID = \"string\", G = { type = \"string\", categorical = true } }\n",
            "invalid-value",
        ),
    ] {
        assert_eq!(rules_with(more), [rule], "{more}");
    }
    let domain = VALID.replace("[datasets", "domain = \"ECOMERCE\"\n[datasets");
    assert_eq!(told(&domain)[0].0, "invalid-value");
    assert_eq!(told(&domain).len(), 1);
}

#[test]
fn a_stage_takes_a_default_back() {
    let defaults = "[defaults]\nschedule = \"cron(0 3 * * ? *)\"\nalarm_email = \"a@b.c\"\nkms_key_arn = \"x\"\naccess_log_bucket = \"B\"\n";
    let own = "schedule = false\nalarm_email = false\nkms_key_arn = false\naccess_log_bucket = false\n";
    assert_eq!(
        rules_with(&format!(
            "kind = \"sandbox\"\n{own}{}",
            defaults.replace("\"B\"", "\"bbb\"")
        )),
        [""; 0]
    );
    let told = rules_with(defaults);
    assert_eq!(told, ["invalid-kms-key", "invalid-bucket-name"]);
    assert_eq!(rules_with("schedule = true\n"), ["invalid-value"]);
    assert_eq!(rules_with("[defaults]\nschedule = false\n"), ["wrong-type"]);
}

#[test]
fn a_sandbox_is_never_production() {
    let text = VALID.replace("[stages.dev]", "[stages.prod]\nkind = \"sandbox\"");
    assert_eq!(told(&text), []);
}

#[test]
fn states_are_told_apart_by_what_the_backend_looks_at() {
    let two = |one: &str, other: &str| {
        rules_with(&format!(
            "backend = {{ {one} }}\n[stages.test]\nbackend = {{ {other} }}\n"
        ))
    };
    for (one, other) in [
        (
            "type = \"s3\", bucket = \"bbb\", key = \"k\"",
            "type = \"s3\", bucket = \"bbb\", key = \"k\", region = \"eu-west-1\"",
        ),
        (
            "type = \"s3\", bucket = \"bbb\"",
            "type = \"s3\", bucket = \"bbb\", key = \"movielens/dev/terraform.tfstate\"",
        ),
        ("type = \"gcs\", bucket = \"b\"", "type = \"gcs\", bucket = \"b\""),
        (
            "type = \"gcs\", bucket = \"b\", prefix = \"p/\"",
            "type = \"gcs\", bucket = \"b\", prefix = \"p\"",
        ),
        (
            "type = \"local\", path = \"../s.tfstate\"",
            "type = \"local\", path = \"../s.tfstate\"",
        ),
        (
            "type = \"http\", address = \"https://a/b\"",
            "type = \"http\", address = \"https://a/b\"",
        ),
        (
            "type = \"azurerm\", storage_account_name = \"a\", container_name = \"c\", key = \"k\"",
            "type = \"azurerm\", storage_account_name = \"a\", container_name = \"c\", key = \"k\"",
        ),
    ] {
        assert_eq!(two(one, other), ["shared-state"], "{one}");
    }
    for (one, other) in [
        ("type = \"s3\", bucket = \"bbb\"", "type = \"s3\", bucket = \"bbb\""),
        (
            "type = \"s3\", bucket = \"bbb\", key = \"k\"",
            "type = \"s3\", bucket = \"ccc\", key = \"k\"",
        ),
        (
            "type = \"local\", path = \"s.tfstate\"",
            "type = \"local\", path = \"s.tfstate\"",
        ),
        ("type = \"local\"", "type = \"local\""),
        // The key is given at `init`.
        (
            "type = \"azurerm\", storage_account_name = \"a\"",
            "type = \"azurerm\", storage_account_name = \"a\"",
        ),
        (
            "type = \"gcs\", bucket = \"b\", prefix = \"p\"",
            "type = \"gcs\", bucket = \"b\", prefix = \"q\"",
        ),
    ] {
        assert_eq!(two(one, other), [""; 0], "{one}");
    }
    let sandbox = |backend: &str| {
        rules_with(&format!(
            "[stages.sandbox]\nkind = \"sandbox\"\nbackend = {{ {backend} }}\n"
        ))
    };
    assert_eq!(
        sandbox("type = \"s3\", bucket = \"bbb\", key = \"k\""),
        ["shared-state"]
    );
    assert_eq!(
        sandbox("type = \"gcs\", bucket = \"b\", prefix = \"p\""),
        ["shared-state"]
    );
    assert_eq!(sandbox("type = \"local\", path = \"/s.tfstate\""), ["shared-state"]);
    assert_eq!(sandbox("type = \"s3\", bucket = \"bbb\""), [""; 0]);
    assert_eq!(sandbox("type = \"local\", path = \"s.tfstate\""), [""; 0]);
}

#[test]
fn a_secret_is_told_alone_and_shown_nowhere() {
    for backend in [
        "type = \"s3\", bucket = \"bbb\", access_key = \"hunter2\"",
        "type = \"s3\", bucket = \"bbb\", secret_key = \"hunter2\"",
        "type = \"s3\", bucket = \"bbb\", token = \"hunter2\"",
        "type = \"http\", address = \"https://a/b\", password = \"hunter2\"",
        "type = \"http\", address = \"https://a:hunter2@b/c\"",
    ] {
        let findings = lint(&format!("{VALID}backend = {{ {backend} }}\n"));
        let told: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(told, ["backend-secret"], "{backend}");
    }
    let findings = lint(&format!(
        "{VALID}backend = {{ type = \"s5\", bukket = \"bbb\", secret_key = \"hunter2\" }}\n"
    ));
    assert_eq!(findings.count(Level::Error), 2);
    for finding in findings.iter() {
        let words = format!("{}{:?}{}", finding.message, finding.help, finding.place.source().text());
        assert!(!words.contains("hunter2"), "{finding:?}");
    }
}

#[test]
fn arguments_of_backends_are_held_against_the_lists() {
    let s3 = |argument: &str| {
        rules_with(&format!(
            "backend = {{ type = \"s3\", bucket = \"bbb\", {argument} }}\n"
        ))
    };
    assert_eq!(s3("dynamodb_table = \"t\""), ["unknown-key"]);
    assert_eq!(s3("key = \"/k\""), ["invalid-value"]);
    assert_eq!(s3("key = \"k/\""), ["invalid-value"]);
    assert_eq!(s3("region = \"frankfurt\""), ["invalid-value"]);
    assert_eq!(s3("kms_key_id = 3"), ["wrong-type"]);
    assert_eq!(s3("encrypt = \"yes\""), ["wrong-type"]);
    assert_eq!(s3("encrypt = false, use_lockfile = false"), ["unprotected-state"; 2]);
    assert_eq!(s3("kms_key_id = \"x\", workspace_key_prefix = \"w\""), [""; 0]);
    let lists = crate::facts::BACKEND_ARGUMENTS;
    for (kind, _, _) in crate::facts::BACKEND_SECRETS {
        assert!(*kind == "s3" || lists.iter().any(|(of, _)| of == kind), "{kind}");
    }
    for (kind, name, _) in crate::facts::BACKEND_SECRETS.iter().filter(|(kind, ..)| *kind != "s3") {
        assert!(
            lists.iter().any(|(of, names)| of == kind && names.contains(name)),
            "{kind} {name}"
        );
    }
    for location in crate::facts::STATE_LOCATIONS
        .iter()
        .filter(|location| location.backend != "s3")
    {
        let (_, names) = lists.iter().find(|(of, _)| *of == location.backend).unwrap();
        let mut arguments = location.store.iter().chain(location.state);
        assert!(arguments.all(|(argument, _)| names.contains(argument)), "{location:?}");
    }
}

#[test]
fn regions_are_judged_without_a_stage() {
    let text = VALID.replace("[stages.dev]", "").replace("eu-central-1", "eu-north-1");
    let rules: Vec<_> = told(&text).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, ["missing-key", "region-without-personalize"]);
}

#[test]
fn sample_data_is_told_whole() {
    let mut rules = rules_with("sample_data = \"nodir\"\n");
    rules.sort_unstable();
    assert_eq!(rules, ["missing-key", "sample-data-unreadable"]);
    assert_eq!(
        rules_with("sample_date = \"2026-01-31\"\n"),
        ["sample-date-without-data"]
    );
    let mut rules = rules_with("sample_data = \"a/../../nodir\"\nsample_date = \"2026-01-31\"\n");
    rules.sort_unstable();
    assert_eq!(rules, ["sample-data-unreadable"]);
}

#[test]
fn a_dataset_of_no_type_is_one_finding() {
    let text = VALID.replace("[datasets.interactions]", "[datasets.orders]");
    let findings = lint(&text);
    let told: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(told, ["unknown-key"]);
    let help = findings.iter().next().unwrap().help.clone().unwrap();
    assert!(
        help.contains("named by type") && help.contains("`interactions`"),
        "{help}"
    );
}
