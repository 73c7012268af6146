use std::io;

use crate::diagnostic::Sink;
use crate::facts::SCHEMA_CHARACTERS;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Dataset;

declare_rule! {
    /// ## What it does
    /// Flags a schema whose JSON, as it is written to the stack, has more than 20,000 characters.
    ///
    /// ## Why is this bad
    /// `CreateSchema` refuses a longer text. A schema of many fields with long names gets there: a field that may lack and is a category
    /// takes 115 characters besides its name.
    ///
    /// ## Example
    /// ```json
    /// {"type": "record", "name": "Items", … 90 fields with names of 110 letters …}
    /// ```
    ///
    /// ## Use instead
    /// ```json
    /// {"type": "record", "name": "Items", … 90 fields with names of 30 letters …}
    /// ```
    ///
    /// ## References
    /// - [CreateSchema](https://docs.aws.amazon.com/personalize/latest/dg/API_CreateSchema.html)
    pub static RULE = "schema-too-long", Error, Check::Dataset(check);
}

/// More than the JSON has around the names: of the record, and of one field.
const RECORD: usize = 200;
const FIELD: usize = 160;

fn check(dataset: &Dataset, sink: &mut Sink) {
    // Few schemas come near the limit, and only those are written to be measured. Names are ASCII.
    let names: usize = dataset.schema.iter().map(|field| field.name.len()).sum();
    if RECORD + FIELD * dataset.schema.len() + names <= SCHEMA_CHARACTERS {
        return;
    }
    let mut length = Length(0);
    if serde_json::to_writer_pretty(&mut length, &dataset.avro()).is_err() {
        return;
    }
    // The file ends in a line end.
    let Length(length) = Length(length.0 + 1);
    if length > SCHEMA_CHARACTERS {
        let message = format!(
            "the schema of the {} has {length} characters as JSON, and Amazon Personalize takes {SCHEMA_CHARACTERS}",
            dataset.kind.label()
        );
        sink.push(
            RULE.finding(&dataset.schema_place, message)
                .help("shorten the names of its fields, or leave some out"),
        );
    }
}

/// Counts what is written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
