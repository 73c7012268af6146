//! One crawl: started, waited for, judged.
//!
//! How a crawl is known to be over: READY alone says nothing, since a crawler is READY before it starts, too, and
//! `LastCrawl` may be that of last night, or missing. So the crawler is looked at first. If it is busy, that crawl is
//! waited for; otherwise `LastCrawl.StartTime` is remembered and a crawl started (if somebody else was faster, theirs is
//! waited for). From then on the crawl counts as over when the crawler is READY and either was seen not READY before, or
//! shows a `LastCrawl` other than the remembered one. Only then is `LastCrawl.Status` read.

use super::call::Call;
use super::data_preparation::{Minutes, crawler_name, failure, label, seconds};
use super::expression::{Expr, Variable};
use super::step::{Complaint, Limit, Poll, Seconds, Step, Task, Unless};
use super::template::Value;

/// A call that only asks for something answers within seconds; a minute leaves room for a slow day.
pub(super) const CALL_TIMEOUT: Seconds = Seconds::new(60);

/// A crawl takes a minute or more, and 15 seconds keep the wait after its end short. Long timeouts of many crawls need
/// longer pauses: see [`Polling::new`].
const SHORTEST_POLL: u64 = 15;

/// One turn of the loop costs this many events: two of the Wait, five of the Task, two of the Choice.
const EVENTS_PER_TURN: u64 = 9;

/// An execution fails when its history reaches 25,000 events; a fifth is left for everything but polling.
/// <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>
const EVENTS_FOR_POLLING: u64 = 20_000;

/// The steps of one crawl; the head of this file says why each of them is there.
pub(super) fn crawl(key: &str, poll: Polling) -> Vec<Step> {
    let label = label(key);
    let failure = failure(key, "crawl", "CrawlFailed", Expr::input("Cause"));
    let name = crawler_name(key).get();
    let (seen, previous, ended) = (
        Variable::new("crawlSeen"),
        Variable::new("previousCrawl"),
        Variable::new("crawlEnded"),
    );
    let (status, message, turns) = (
        Variable::new("crawlStatus"),
        Variable::new("crawlMessage"),
        Variable::new("crawlerChecks"),
    );

    let ready = || Expr::result("Crawler.State").equals(Expr::text("READY"));
    let busy = || Expr::result("Crawler.State").differs_from(Expr::text("READY"));
    // A crawler that never ran has no LastCrawl.
    let last = |field: &str, default: &str| {
        Expr::result(&format!("Crawler.LastCrawl.{field}")).or_default(Expr::text(default))
    };
    let start_time = || {
        let time = Expr::result("Crawler.LastCrawl.StartTime");
        time.clone().exists().choose(time.as_string(), Expr::text("never"))
    };
    let get_crawler = |state: String, variables: Vec<(Variable, Value)>| Task {
        name: state,
        call: Call::GetCrawler { name: name.clone() },
        timeout_seconds: CALL_TIMEOUT,
        variables,
        output: Some(Value::object::<&str, Value>([])),
        failure: failure.clone(),
    };
    let crawler = || Expr::text("the crawler ").concat(name.clone());

    let look = get_crawler(
        format!("Look at the {label} crawler"),
        vec![
            (seen.clone(), busy().into()),
            (previous.clone(), start_time().into()),
            (turns.clone(), Value::Number(0)),
        ],
    );
    let start = Task {
        name: format!("Crawl the {label}"),
        call: Call::StartCrawler { name: name.clone() },
        timeout_seconds: CALL_TIMEOUT,
        variables: Vec::new(),
        output: Some(Value::object::<&str, Value>([])),
        failure: failure.clone(),
    };
    let ask = get_crawler(
        format!("Check the {label} crawler"),
        vec![
            (seen.clone(), seen.get().or(busy()).into()),
            (
                ended.clone(),
                ready()
                    .and(seen.get().or(start_time().differs_from(previous.get())))
                    .into(),
            ),
            (status.clone(), last("Status", "missing").into()),
            (message.clone(), last("ErrorMessage", "Glue gives no reason").into()),
        ],
    );
    let poll = Poll {
        wait: format!("Wait for the {label} crawler"),
        interval: poll.interval,
        ask,
        judge: format!("Has the {label} crawl ended?"),
        comment: "READY is not success: the crawler may not have begun yet, or may have failed",
        done: ended.get().and(status.get().equals(Expr::text("SUCCEEDED"))),
        complaint: Complaint {
            condition: ended.get(),
            error: "CrawlFailed",
            cause: crawler()
                .concat(Expr::text(" ended with status "))
                .concat(status.get())
                .concat(Expr::text(": "))
                .concat(message.get()),
        },
        limit: Limit {
            counter: turns,
            turns: poll.turns,
            error: "CrawlTimeout",
            cause: crawler().concat(Expr::text(&format!(" was not done after {} minutes", poll.timeout))),
        },
        failure: failure.clone(),
    };
    vec![
        Step::Task {
            task: look,
            harmless: &[],
        },
        Step::Unless(Unless {
            name: format!("Is the {label} crawler running?"),
            condition: seen.get(),
            steps: vec![Step::Task {
                task: start,
                harmless: &["Glue.CrawlerRunningException"],
            }],
        }),
        Step::Poll(Box::new(poll)),
    ]
}

/// How a crawler is polled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Polling {
    interval: Seconds,
    turns: u64,
    timeout: Minutes,
}

impl Polling {
    /// At least [`SHORTEST_POLL`] apart, and so far apart that `crawlers` loops that all use up their time stay within
    /// [`EVENTS_FOR_POLLING`].
    pub(super) fn new(timeout: Minutes, crawlers: usize) -> Self {
        let crawlers = u64::try_from(crawlers).unwrap_or(u64::MAX).max(1);
        let total = seconds(timeout);
        let turns_left = (EVENTS_FOR_POLLING / EVENTS_PER_TURN.saturating_mul(crawlers)).max(1);
        let interval = total.div_ceil(turns_left).max(SHORTEST_POLL);
        Self {
            interval: Seconds::new(interval),
            turns: total.div_ceil(interval),
            timeout,
        }
    }
}
