//! The notebook's start script, run for real in a folder that stands for the instance: `aws`, `systemd-run` and `runuser` are
//! stand-ins that write down how they were called, everything else is the machine's own.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod idle_stop;
mod instance;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use instance::{Instance, on_start};

#[test]
fn the_script_fits_and_has_unix_line_ends() {
    let script = on_start("525600");
    assert!(script.len() < 12_288, "{} bytes", script.len());
    assert!(!script.contains('\r'));
    assert!(script.starts_with("#!/usr/bin/env bash\n"));
}

#[test]
fn a_first_start_copies_all_notebooks() {
    let instance = Instance::new("first");
    instance.upload("data-exploration.ipynb", "one");
    instance.upload("deep er/prices & more.ipynb", "two");
    instance.start();
    assert_eq!(
        instance.listing(),
        ["data-exploration.ipynb", "deep er/prices & more.ipynb"]
    );
    assert_eq!(instance.read("deep er/prices & more.ipynb"), "two");
    let call = instance.log("aws.log");
    assert!(
        call.contains("s3://movielens-dev-data-analysis-111122223333/notebooks/")
            && call.contains("--region eu-central-1"),
        "{call}"
    );
}

#[test]
fn a_second_start_changes_nothing() {
    let instance = Instance::new("second");
    instance.upload("a.ipynb", "one");
    instance.start();
    let modified = |path: &str| fs::metadata(instance.home().join(path)).unwrap().modified().unwrap();
    let before = modified("a.ipynb");
    let manifest = instance.read(".kickstart-notebooks");
    instance.start();
    assert_eq!(modified("a.ipynb"), before);
    assert_eq!(instance.read(".kickstart-notebooks"), manifest);
}

#[test]
fn the_rendered_notebook_arrives_as_it_was_written() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/movielens/movielens-dev/notebooks");
    let written = fs::read_to_string(golden.join("data-exploration.ipynb")).unwrap();
    let instance = Instance::new("rendered");
    instance.upload("data-exploration.ipynb", &written);
    instance.start();
    assert_eq!(instance.listing(), ["data-exploration.ipynb"]);
    assert_eq!(instance.read("data-exploration.ipynb"), written);

    // Whoever ran it has saved outputs in it, and keeps them.
    let executed = written.replacen("\"execution_count\": null", "\"execution_count\": 1", 1);
    assert_ne!(executed, written);
    instance.edit("data-exploration.ipynb", &executed);
    let newer = written.replacen("movielens-dev", "movielens-dev (newer)", 1);
    instance.upload("data-exploration.ipynb", &newer);
    instance.start();
    assert_eq!(instance.read("data-exploration.ipynb"), executed);
    assert_eq!(instance.read("data-exploration.new.ipynb"), newer);
}

#[test]
fn a_first_start_without_network_is_made_up_for_by_the_next() {
    let instance = Instance::new("no-network");
    instance.upload("a.ipynb", "one");
    let working = fs::read_to_string(instance.stubs.join("bin/aws")).unwrap();
    instance.stub(
        "aws",
        "#!/usr/bin/env bash\necho 'Connect timeout on endpoint URL' >&2\nexit 255\n",
    );
    let told = instance.start();
    assert!(
        told.contains("cannot be read; the notebooks stay as they are"),
        "{told}"
    );
    assert_eq!(instance.listing(), [""; 0]);
    instance.stub("aws", &working);
    instance.start();
    assert_eq!(instance.read("a.ipynb"), "one");
}

#[test]
fn an_unchanged_older_copy_is_replaced() {
    let instance = Instance::new("older");
    instance.upload("a.ipynb", "one");
    instance.start();
    instance.upload("a.ipynb", "two");
    instance.start();
    assert_eq!(instance.read("a.ipynb"), "two");
    assert_eq!(instance.listing(), ["a.ipynb"]);
}

#[test]
fn a_changed_file_is_kept_and_each_new_version_is_put_beside_it_once() {
    let instance = Instance::new("changed");
    instance.upload("a.ipynb", "one");
    instance.start();
    instance.edit("a.ipynb", "mine");
    instance.start();
    assert_eq!(
        instance.listing(),
        ["a.ipynb"],
        "nothing new in the bucket, so nothing beside it"
    );

    instance.upload("a.ipynb", "two");
    let told = instance.start();
    assert!(
        told.contains("a.ipynb was changed here, the new version is a.new.ipynb"),
        "{told}"
    );
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "two".into())
    );

    fs::remove_file(instance.home().join("a.new.ipynb")).unwrap();
    instance.start();
    assert_eq!(instance.listing(), ["a.ipynb"], "what was deleted does not come back");

    instance.upload("a.ipynb", "three");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "three".into())
    );
}

#[test]
fn a_new_version_that_was_changed_too_is_kept_as_well() {
    let instance = Instance::new("changed-new");
    instance.upload("a.ipynb", "one");
    instance.edit("a.ipynb", "mine");
    instance.start();
    instance.edit("a.new.ipynb", "mine too");
    instance.upload("a.ipynb", "two");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "mine too".into())
    );
    let third = instance
        .listing()
        .into_iter()
        .find(|path| path.starts_with("a.new-"))
        .unwrap();
    assert_eq!(instance.read(&third), "two");
}

#[test]
fn a_file_that_was_there_before_is_kept() {
    let instance = Instance::new("there-before");
    instance.edit("a.ipynb", "mine");
    instance.upload("a.ipynb", "one");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "one".into())
    );
}

#[test]
fn a_deleted_notebook_comes_back() {
    let instance = Instance::new("deleted");
    instance.upload("a.ipynb", "one");
    instance.start();
    fs::remove_file(instance.home().join("a.ipynb")).unwrap();
    instance.start();
    assert_eq!(instance.read("a.ipynb"), "one");
}

#[test]
fn links_and_folders_in_the_way_are_left_alone() {
    let instance = Instance::new("links");
    let secret = instance.root.join("secret");
    fs::write(&secret, "secret").unwrap();
    fs::create_dir_all(instance.home().join("folder.ipynb")).unwrap();
    symlink(&secret, instance.home().join("link.ipynb")).unwrap();
    symlink("nowhere", instance.home().join("dangling.ipynb")).unwrap();
    for name in ["folder.ipynb", "link.ipynb", "dangling.ipynb"] {
        instance.upload(name, "new");
    }
    instance.start();
    assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
    for name in ["folder.new.ipynb", "link.new.ipynb", "dangling.new.ipynb"] {
        assert_eq!(instance.read(name), "new");
    }
}

#[test]
fn without_the_bucket_it_starts_and_keeps_what_is_there() {
    let instance = Instance::new("no-bucket");
    instance.upload("a.ipynb", "one");
    instance.start();
    let manifest = instance.read(".kickstart-notebooks");
    fs::remove_dir_all(instance.stubs.join("bucket")).unwrap();
    let told = instance.start();
    assert!(
        told.contains("cannot be read; the notebooks stay as they are"),
        "{told}"
    );
    assert_eq!(
        (instance.read("a.ipynb"), instance.read(".kickstart-notebooks")),
        ("one".into(), manifest)
    );

    instance.stub("aws", "#!/usr/bin/env bash\nexec env python3-is-not-here\n");
    instance.start();
}

#[test]
fn the_notebooks_belong_to_the_notebook_user() {
    let mut instance = Instance::new("user");
    instance.user = "ec2-user".to_owned();
    instance.upload("a.ipynb", "one");
    instance.stub(
        "runuser",
        "#!/usr/bin/env bash\necho \"$*\" >\"$STUBS/runuser.log\"\nshift 3\nexec \"$@\"\n",
    );
    instance.start();
    let call = instance.log("runuser.log");
    assert!(call.starts_with("-u ec2-user -- env HOME="), "{call}");
    assert_eq!(instance.read("a.ipynb"), "one");
}
