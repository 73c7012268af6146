use crate::diagnostic::{Sink, hidden_name, visible};
use crate::facts::OBJECT_KEY_BYTES;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::{SampleFile, Stage};

declare_rule! {
    /// ## What it does
    /// Flags a file of the sample data whose name cannot be that of an object: with control or invisible characters, with `\`, or so
    /// long that its key would have more than 1,024 bytes.
    ///
    /// ## Why is this bad
    /// S3 refuses longer keys with `KeyTooLongError`. Control characters cannot be written in the XML with which S3 lists a bucket, so
    /// crawlers and Athena fail at the whole folder. A `\` separates folders on Windows, where the stack could not be checked out.
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part<U+0007>0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-01-31"
    /// ```
    ///
    /// ## References
    /// - [Naming Amazon S3 objects](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html)
    pub static RULE = "invalid-sample-file-name", Error, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample) = &stage.sample_data else {
        return;
    };
    let partition = sample.date.partition();
    for file in &sample.files {
        if let Some(why) = problem(file, &partition) {
            let message = format!(
                "the sample file `{}` cannot be uploaded: {why}",
                visible(&file.relative)
            );
            sink.push(RULE.finding(&sample.folder.place, message).help("rename the file"));
        }
    }
}

fn problem(file: &SampleFile, partition: &str) -> Option<String> {
    let hidden = file
        .relative
        .chars()
        .find_map(|character| Some((character, hidden_name(character)?)));
    if let Some((character, name)) = hidden {
        return Some(format!("its name holds U+{:04X}, {name}", character as u32));
    }
    if file.relative.contains('\\') {
        return Some("its name holds `\\`, which separates folders on Windows".into());
    }
    let key = file.source.len() + partition.len() + 1 + file.relative.len();
    (key > OBJECT_KEY_BYTES).then(|| format!("its key would have {key} bytes, and S3 takes {OBJECT_KEY_BYTES}"))
}
