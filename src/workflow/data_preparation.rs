//! The data preparation workflow: every dataset side by side, each crawled (unless its table is declared, or the run
//! bypasses it) and then prepared by its query.

use std::num::NonZeroU16;

use super::call::Call;
use super::crawl::{CALL_TIMEOUT, Polling, crawl};
use super::expression::{Expr, Variable};
use super::machine::{Machine, Unbuildable};
use super::step::{Assign, Complaint, Failure, Last, Parallel, Refuse, Scope, Seconds, Step, Task, Unless};
use super::template::{Placeholder, Value};

/// A dataset as the workflow sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dataset<'a> {
    /// Its key: `interactions`, `items`, `users`, `actions` or `action_interactions`.
    pub key: &'a str,
    /// Whether a crawler makes its table; no if the table is declared.
    pub crawled: bool,
}

/// A time of at least one and at most 65,535 minutes (45 days).
pub type Minutes = NonZeroU16;

/// How long the parts of a run may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For each crawl. It is checked in turns, so a crawl may have a little more.
    pub crawl: Minutes,
    /// For each query. Athena itself stops a query after 30 minutes, unless the account's quota was raised.
    pub query: Minutes,
}

impl Default for Timeouts {
    fn default() -> Self {
        let hour = Minutes::MIN.saturating_add(59);
        Self {
            crawl: hour,
            query: hour,
        }
    }
}

/// The machine that prepares `datasets`, in this order.
///
/// # Errors
/// If there is no dataset, a key is none, or two datasets have one key.
pub fn data_preparation(datasets: &[Dataset<'_>], timeouts: Timeouts) -> Result<Machine, Unbuildable> {
    if datasets.is_empty() {
        return Err(Unbuildable::NoDataset);
    }
    if let Some(bad) = datasets.iter().find(|dataset| !is_key(dataset.key)) {
        return Err(Unbuildable::DatasetKey(bad.key.to_owned()));
    }
    let crawled = datasets.iter().filter(|dataset| dataset.crawled).count();
    let poll = Polling::new(timeouts.crawl, crawled);
    let branches = datasets
        .iter()
        .map(|dataset| (label(dataset.key), branch(*dataset, timeouts, poll)))
        .collect();
    let output = Value::object(
        datasets
            .iter()
            .enumerate()
            .map(|(position, dataset)| (dataset.key, Expr::branch_result(position))),
    );
    let scope = Scope {
        steps: vec![read_input(datasets), check_input(datasets)],
        last: Last::Parallel(Parallel {
            name: "Prepare all datasets".to_owned(),
            branches,
            output,
        }),
    };
    let comment = if crawled > 0 {
        "Prepares data for Amazon Personalize: crawls the raw data and runs the preparation query of each dataset"
    } else {
        "Prepares data for Amazon Personalize: runs the preparation query of each dataset"
    };
    Machine::new(comment, whole(timeouts, crawled > 0), scope)
}

/// The key of the run's input for a dataset: its own key in camel case with `suffix`, which is `PreparationQuery` or
/// `CrawlerName`; `actionInteractionsCrawlerName` for example.
pub fn input_key(dataset: &str, suffix: &str) -> String {
    let mut words = dataset.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capitalised(word)) + suffix
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + characters.as_str())
        .unwrap_or_default()
}

fn is_key(key: &str) -> bool {
    key.split('_')
        .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The dataset in a sentence: `action interactions`.
pub(super) fn label(key: &str) -> String {
    key.replace('_', " ")
}

fn query_id(key: &str) -> Variable {
    Variable::new(input_key(key, "PreparationQuery"))
}

pub(super) fn crawler_name(key: &str) -> Variable {
    Variable::new(input_key(key, "CrawlerName"))
}

fn bypass() -> Variable {
    Variable::new("bypassCrawler")
}

/// The run's input is read here and nowhere else; keys that the machine does not know are left alone, since whoever
/// starts an execution (a parent execution, an event rule) may add some.
fn read_input(datasets: &[Dataset<'_>]) -> Step {
    let mut variables = Vec::new();
    let mut read = |variable: Variable, default: Expr| {
        let value = Expr::input(variable.name()).or_default(default);
        variables.push((variable, value.into()));
    };
    for Dataset { key, crawled } in datasets {
        let dataset = (*key).to_owned();
        read(
            query_id(key),
            Expr::filled_in(&Placeholder::QueryId {
                dataset: dataset.clone(),
            }),
        );
        if *crawled {
            read(
                crawler_name(key),
                Expr::filled_in(&Placeholder::CrawlerName { dataset }),
            );
        }
    }
    if datasets.iter().any(|dataset| dataset.crawled) {
        read(bypass(), Expr::truth(false));
    }
    let comment = "The execution's input may override each of these";
    Step::Assign(Assign {
        name: "Read the input".to_owned(),
        comment,
        variables,
    })
}

/// A wrong type would otherwise surface as a failure inside Step Functions that no catcher sees, or not at all.
fn check_input(datasets: &[Dataset<'_>]) -> Step {
    let no_text = |variable: Variable| {
        let cause = Expr::text(&format!("{} must be a string, but it is ", variable.name()));
        Complaint {
            condition: variable.get().is_no_string(),
            error: "InvalidInput",
            cause: cause.concat(variable.get().as_string()),
        }
    };
    let mut rules = Vec::new();
    for Dataset { key, crawled } in datasets {
        rules.push(no_text(query_id(key)));
        if *crawled {
            rules.push(no_text(crawler_name(key)));
        }
    }
    if datasets.iter().any(|dataset| dataset.crawled) {
        let value = bypass().get();
        let neither = value
            .clone()
            .differs_from(Expr::truth(true))
            .and(value.clone().differs_from(Expr::truth(false)));
        let cause = Expr::text("bypassCrawler must be true or false, but it is ").concat(value.as_string());
        rules.push(Complaint {
            condition: neither,
            error: "InvalidInput",
            cause,
        });
    }
    let failure = Failure {
        name: "Refuse the input".to_owned(),
        error: "InvalidInput".to_owned(),
        cause: Expr::input("Cause"),
    };
    Step::Refuse(Refuse {
        name: "Is the input valid?".to_owned(),
        rules,
        failure,
    })
}

fn branch(dataset: Dataset<'_>, timeouts: Timeouts, poll: Polling) -> Scope {
    let Dataset { key, crawled } = dataset;
    let label = label(key);
    let failure = failure(key, "preparation", "PreparationFailed", athenas_reason());
    let mut steps = Vec::new();
    if crawled {
        steps.push(Step::Unless(Unless {
            name: format!("Bypass the {label} crawler?"),
            condition: bypass().get(),
            steps: crawl(key, poll),
        }));
    }
    steps.push(Step::Task {
        task: Task {
            name: format!("Read the {label} query"),
            call: Call::GetNamedQuery {
                id: query_id(key).get(),
            },
            timeout_seconds: CALL_TIMEOUT,
            variables: Vec::new(),
            output: Some(Value::object([
                ("query", Expr::result("NamedQuery.QueryString")),
                ("database", Expr::result("NamedQuery.Database")),
            ])),
            failure: failure.clone(),
        },
        harmless: &[],
    });
    let last = Last::Task(Task {
        name: format!("Prepare the {label}"),
        call: Call::RunQuery {
            query: Expr::input("query"),
            database: Expr::input("database"),
        },
        timeout_seconds: Seconds::new(seconds(timeouts.query)),
        variables: Vec::new(),
        output: Some(Value::object([
            (
                "location",
                Expr::result("QueryExecution.ResultConfiguration.OutputLocation"),
            ),
            ("queryExecutionId", Expr::result("QueryExecution.QueryExecutionId")),
        ])),
        failure,
    });
    Scope { steps, last }
}

/// Why a query failed. The cause of a failed `.sync` is the query's execution as JSON, SQL and all, in which the reason is what
/// people look for; its exact form is documented nowhere, and long causes are cut, so what does not look like it stays whole.
fn athenas_reason() -> Expr {
    Expr::input("Cause").between("\"StateChangeReason\":\"", "\",\"")
}

/// A failure whose error and cause both name the dataset: the execution ends with them, whatever its other branches did.
pub(super) fn failure(key: &str, part: &str, error: &str, reason: Expr) -> Failure {
    let name = label(key);
    let dataset: String = key.split('_').map(capitalised).collect();
    Failure {
        name: format!("The {name} {part} failed"),
        error: format!("{dataset}.{error}"),
        cause: Expr::text(&format!("{key}: "))
            .concat(Expr::input("Error"))
            .concat(Expr::text(": "))
            .concat(reason),
    }
}

pub(super) fn seconds(minutes: Minutes) -> u64 {
    u64::from(minutes.get()) * 60
}

/// The whole machine may take as long as its parts, a tenth more for the calls between the pauses of polling, and a
/// quarter of an hour for retries: so it is a part, which can name its dataset, that runs out of time first.
fn whole(timeouts: Timeouts, crawls: bool) -> Seconds {
    let crawl = if crawls { seconds(timeouts.crawl) } else { 0 };
    let parts = crawl + seconds(timeouts.query);
    Seconds::new(parts + parts / 10 + 15 * 60)
}
