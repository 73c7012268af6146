//! The tables that take a key which stands in another one.

use crate::source::Node;
use crate::spec::hints;

use super::{Teller, join};

/// The tables below `[datasets]`.
const DATASETS: [&str; 5] = ["interactions", "items", "users", "actions", "action_interactions"];

impl Teller<'_> {
    /// The tables that take a key and are missing: its header may be what is missing.
    pub(super) fn missing_homes(&self, path: &[String], key: &str) -> Vec<Vec<String>> {
        let dataset = path.iter().find(|step| DATASETS.contains(&step.as_str()));
        let stage = path
            .get(1)
            .filter(|_| path.first().is_some_and(|first| first == "stages"));
        let homes = self.homes.get(key).into_iter().flatten();
        let homes = homes.map(|home| {
            let steps = home.split('.').map(|step| match step {
                "interactions" => dataset.map_or(step, String::as_str),
                "<stage>" => stage.map_or(step, String::as_str),
                step => step,
            });
            steps.map(str::to_owned).collect::<Vec<String>>()
        });
        // Which stage is meant cannot be told.
        let homes = homes.map(|home| match home.iter().position(|step| step == "<stage>") {
            Some(at) => home.get(..at).unwrap_or_default().to_vec(),
            None => home,
        });
        let mut missing: Vec<Vec<String>> = homes.filter(|home| self.tree.entry(home).is_none()).collect();
        // Fields below a dataset's own keys, or among its columns.
        if let [datasets, dataset, ..] = path
            && datasets == "datasets"
        {
            missing.push(["datasets", dataset, "schema"].map(str::to_owned).to_vec());
        }
        missing
    }

    /// Where a key belongs that stands in the wrong table.
    pub(super) fn belongs(&self, path: &[String], key: &str, homes: &[String]) -> String {
        let astray = self.astray(path, key);
        if !astray.is_empty() {
            return format!("write {}", hints::bracketed(astray.iter().map(|path| path.join("."))));
        }
        let dataset = path.iter().find(|step| DATASETS.contains(&step.as_str()));
        let homes = || {
            let of_dataset = |home: &String| match dataset {
                Some(dataset) => home.replace("interactions", dataset),
                None => home.clone(),
            };
            homes.iter().map(of_dataset)
        };
        let node = self.tree.entry(&join(path, key)).map(|entry| &entry.node);
        match node.and_then(Node::table) {
            _ if homes().any(|home| home.is_empty()) => format!("write `[{key}]`, a table of its own"),
            Some(_) => format!(
                "write {}",
                hints::bracketed(homes().map(|home| format!("{home}.{key}")))
            ),
            None => format!("`{key}` belongs below {}", hints::bracketed(homes())),
        }
    }

    /// The tables that a table at the top stands for: `[items.schema]` for `[datasets.items.schema]`, and `[schema]` for that of
    /// the datasets that have none.
    pub(super) fn astray(&self, path: &[String], key: &str) -> Vec<Vec<String>> {
        let table = self.tree.entry(&[key]).and_then(|entry| entry.node.table());
        let Some(table) = table.filter(|_| path.is_empty()) else {
            return Vec::new();
        };
        let datasets = ["datasets".to_owned()];
        if DATASETS.contains(&key) {
            let of_dataset = join(&datasets, key);
            return match self.tree.entry(&of_dataset) {
                Some(_) => table.keys().map(|within| join(&of_dataset, within)).collect(),
                None => vec![of_dataset],
            };
        }
        let lacks = |dataset: &str| {
            let dataset = self
                .tree
                .entry(&["datasets", dataset])
                .and_then(|entry| entry.node.table());
            dataset.is_some_and(|dataset| !dataset.contains_key(key))
        };
        match key {
            "schema" => {
                let lacking = DATASETS.into_iter().filter(|dataset| lacks(dataset));
                lacking.map(|dataset| join(&join(&datasets, dataset), key)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where a key belongs that a header too early or too late has put among the fields of a schema, or among the stages.
    pub(super) fn other_table(&self, path: &[String], key: &str) -> Option<String> {
        let steps: Vec<&str> = path.iter().map(String::as_str).collect();
        let (parents, homes) = match steps.as_slice() {
            ["stages", key] => (
                1,
                self.description
                    .keys(&["stages".into(), "<stage>".into()])
                    .contains(key),
            ),
            ["datasets", _, "schema", key] => (3, self.homes.contains_key(*key)),
            _ => return None,
        };
        let known = self.homes.get(key).filter(|_| homes)?;
        let home = |home: &String| parents == 3 || home.contains("<stage>");
        let known: Vec<String> = known.iter().filter(|one| home(one)).cloned().collect();
        Some(self.belongs(path.get(..parents)?, key, &known))
    }
}
