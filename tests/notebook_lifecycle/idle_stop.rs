//! The job that the start script leaves behind: when it stops the instance, and when not.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::instance::Instance;

#[test]
fn no_idle_stop_unless_asked_for() {
    let instance = Instance::new("no-idle-stop");
    instance.stub("systemd-run", "#!/usr/bin/env bash\ntouch \"$STUBS/systemd-run.log\"\n");
    instance.start();
    assert!(!instance.stubs.join("systemd-run.log").exists());
    assert!(!instance.root.join("usr").exists());
}

#[test]
fn without_systemd_cron_does_it() {
    let mut instance = Instance::new("cron");
    instance.idle_stop_minutes = "60";
    instance.start();
    let line = fs::read_to_string(instance.root.join("etc/cron.d/kickstart-idle-stop")).unwrap();
    assert!(
        line.starts_with(&format!("*/5 * * * * {} env PATH=", instance.user)) && line.contains(" --minutes 60 "),
        "{line}"
    );
}

#[test]
fn a_timer_that_cannot_be_set_does_not_keep_it_from_starting() {
    let mut instance = Instance::new("no-timer");
    instance.idle_stop_minutes = "60";
    instance.stub("systemd-run", "#!/usr/bin/env bash\nexit 1\n");
    assert!(instance.start().contains("does not stop when idle"));
}

/// Runs the job that the timer got, `minutes` after the start, against a Jupyter that gives these answers; returns what it said.
fn idle_job(name: &str, minutes: u64, sessions: &str, terminals: &str) -> (Instance, String) {
    let mut instance = Instance::new(name);
    instance.idle_stop_minutes = "60";
    instance.stub(
        "systemd-run",
        "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >\"$STUBS/systemd-run.log\"\n",
    );
    instance.start();
    fs::remove_file(instance.stubs.join("aws.log")).unwrap();

    let log = instance.log("systemd-run.log");
    let mut job: Vec<String> = log
        .lines()
        .filter(|word| {
            !["--unit=", "--on-", "--uid="]
                .iter()
                .any(|option| word.starts_with(option))
        })
        .map(str::to_owned)
        .collect();
    let started = job.iter().position(|word| word == "--started").unwrap() + 1;
    assert!(now() - job[started].parse::<u64>().unwrap() < 60);
    job[started] = (now() - 60 * minutes).to_string();

    let jupyter = serve(sessions.to_owned(), terminals.to_owned());
    let output = Command::new(&job[0])
        .args(&job[1..])
        .env("KICKSTART_JUPYTER", jupyter)
        .env("STUBS", &instance.stubs)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (instance, told)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// A Jupyter server that knows two addresses.
fn serve(sessions: String, terminals: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let body = match String::from_utf8_lossy(&request[..length]).contains("/api/sessions") {
                true => &sessions,
                false => &terminals,
            };
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

fn session(state: &str, last_activity: &str) -> String {
    format!(r#"[{{"kernel": {{"execution_state": "{state}", "last_activity": "{last_activity}"}}}}]"#)
}

const LONG_AGO: &str = "2026-01-31T12:00:00.123456Z";
const STOP: &str = "sagemaker stop-notebook-instance --notebook-instance-name movielens-dev --region eu-central-1";

#[test]
fn an_idle_instance_stops_itself() {
    let (instance, told) = idle_job(
        "idle",
        90,
        &session("idle", LONG_AGO),
        &format!(r#"[{{"last_activity": "{LONG_AGO}"}}]"#),
    );
    assert!(told.contains("idle for 90 minutes"), "{told}");
    assert_eq!(instance.log("aws.log").trim(), STOP);
}

#[test]
fn an_instance_that_nobody_ever_used_stops_itself() {
    let (instance, _) = idle_job("unused", 61, "[]", "[]");
    assert_eq!(instance.log("aws.log").trim(), STOP);
}

#[test]
fn a_young_instance_stays_up() {
    let (instance, told) = idle_job("young", 59, &session("idle", LONG_AGO), "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
}

#[test]
fn a_busy_kernel_keeps_the_instance_up() {
    let (instance, told) = idle_job("busy", 600, &session("busy", LONG_AGO), "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
}

#[test]
fn activity_in_a_notebook_or_a_terminal_keeps_the_instance_up() {
    let future = "2999-01-01T00:00:00Z";
    for (name, sessions, terminals) in [
        ("active-notebook", session("idle", future), "[]".to_owned()),
        (
            "active-terminal",
            "[]".to_owned(),
            format!(r#"[{{"last_activity": "{future}"}}]"#),
        ),
    ] {
        let (instance, told) = idle_job(name, 600, &sessions, &terminals);
        assert_eq!(instance.log("aws.log"), "", "{told}");
    }
}

#[test]
fn an_answer_that_is_not_understood_keeps_the_instance_up() {
    let (instance, told) = idle_job("unclear", 600, r#"{"message": "Forbidden"}"#, "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
    assert!(told.contains("Jupyter does not say what it is doing"), "{told}");
}
