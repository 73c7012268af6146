//! A query.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use kickstart::query::{Problem, Tables, comments, read, type_of};

use super::text_of;

/// Nothing is known; everything; some columns of one table.
static TABLES: LazyLock<[Tables; 3]> = LazyLock::new(|| {
    let columns = [
        ("user_id", "string"),
        ("item_id", "bigint"),
        ("rating", "double"),
        ("price", "decimal(10,2)"),
        ("at", "timestamp"),
        ("day", "date"),
        ("genres", "array<string>"),
        ("attributes", "map<string,string>"),
        ("address", "struct<city:string,zip:int>"),
        ("is_new", "boolean"),
    ];
    let columns = || columns.iter().map(|(name, of)| ((*name).to_owned(), type_of(of)));
    let (mut declared, mut crawled) = (Tables::only(Some("lake")), Tables::only(Some("lake")));
    for table in ["users", "plays"] {
        declared.declare(table, columns());
    }
    crawled.crawled("users", columns().take(2));
    crawled.crawled("plays", []);
    [Tables::unknown(), declared, crawled]
});

/// Reading ends soon and without a panic; every place is one of the text.
pub fn query(bytes: &[u8]) {
    let text = text_of(bytes);
    for tables in TABLES.iter() {
        let started = Instant::now();
        let reading = read(&text, tables);
        let took = started.elapsed();
        assert!(took < Duration::from_secs(5), "{took:?}: {text}");
        let problems = reading.problems.iter().map(|problem| problem.at);
        let columns = reading.columns.iter().flat_map(|column| [Some(column.at), column.item]);
        let named = reading.tables.iter().map(|table| table.at);
        for at in problems.chain(columns.flatten()).chain(named) {
            assert!(text.get(at.start..at.end).is_some(), "{at:?} in {text:?}");
        }
        assert!(
            reading.problems.is_sorted_by_key(|problem: &Problem| problem.at),
            "{text:?}"
        );
        assert!(reading.problems.iter().all(|problem| !problem.message.is_empty()));
    }
    for comment in comments(&text) {
        for at in [comment.at, comment.about] {
            assert!(text.get(at.start..at.end).is_some(), "{at:?} in {text:?}");
        }
    }
}
