//! The rules that `stage::rules` names, explained. Their checks stand where its stages are decided.

use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a dataset, or a stage's override of one, that has both `query` and `query_file`.
    ///
    /// ## Why is this bad
    /// One of the two would be ignored, and perhaps the one that somebody edits.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT 1"
    /// query_file = "queries/interactions.sql"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static QUERY_AND_QUERY_FILE = "query-and-query-file", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a `query_file` that is missing, is no file, or lies outside of the spec's folder.
    ///
    /// ## Why is this bad
    /// Nothing can be rendered without the query. Files outside are never read: a spec from somebody else must not be able to put your files
    /// into its output.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query_file = "../queries/interactions.sql"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # queries/interactions.sql, 1 MiB
    /// [datasets.interactions]
    /// query_file = "queries/interactions.sql"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static QUERY_FILE_UNREADABLE = "query-file-unreadable", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a query without a statement.
    ///
    /// ## Why is this bad
    /// Athena refuses a named query without text during the apply; Terraform's provider lets it through.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "  "
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// ```
    ///
    /// ## References
    /// - [CreateNamedQuery](https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html)
    pub static EMPTY_QUERY = "empty-query", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a source that is not a folder of the raw-data bucket: empty, absolute, with `..` or `.`, or a URL.
    ///
    /// ## Why is this bad
    /// A source is the start of the keys of objects. S3 knows no parent folders, and a bucket as a whole cannot be one table.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// source = "s3://my-bucket/ratings/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// source = "ratings/"
    /// ```
    ///
    /// ## References
    /// - [Naming Amazon S3 objects](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html)
    pub static INVALID_SOURCE = "invalid-source", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a stage's override of a dataset that the spec does not have.
    ///
    /// ## Why is this bad
    /// A stage can change a dataset's query or source; one that exists in a single stage would make its stacks differ in kind.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.datasets.items]
    /// source = "movies-small/"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.items]
    /// [stages.dev.datasets.items]
    /// source = "movies-small/"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static UNKNOWN_DATASET = "unknown-dataset", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a `sample_data` folder that is missing or cannot be read, or that holds symbolic links.
    ///
    /// ## Why is this bad
    /// What is not there cannot be uploaded, and a link could lead anywhere on the machine.
    ///
    /// ## Example
    /// ```toml
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
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static SAMPLE_DATA_UNREADABLE = "sample-data-unreadable", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a file of the sample data whose name cannot be copied into a stack on every disk: other characters than letters,
    /// digits, `.`, `_` and `-`, two names that differ in case alone, a name that Windows or Terraform keeps for itself.
    ///
    /// ## Why is this bad
    /// `kickstart render` refuses to write such a file: on the next machine it would be another file, or none.
    ///
    /// ## Example
    /// ```text
    /// data/ratings/part 0.csv
    /// ```
    ///
    /// ## Use instead
    /// ```text
    /// data/ratings/part-0.csv
    /// ```
    ///
    /// ## References
    /// - `kickstart render --help`
    pub static SAMPLE_DATA_NAME = "sample-data-name", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags sample data of which no file, or not every file, lies in a sub-folder called as a source is.
    ///
    /// ## Why is this bad
    /// Such files belong to no dataset and are not uploaded.
    ///
    /// ## Example
    /// ```toml
    /// # data/rating/part-0.csv, 1 MiB
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
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static SAMPLE_DATA_WITHOUT_SOURCE = "sample-data-without-source", Warning, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a `sample_date` that the calendar does not have.
    ///
    /// ## Why is this bad
    /// The sample would go to a partition of a day that never was, where no query by date finds it.
    ///
    /// ## Example
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-02-29"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # data/ratings/part-0.csv, 1 MiB
    /// [stages.dev]
    /// sample_data = "data"
    /// sample_date = "2026-02-28"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static INVALID_SAMPLE_DATE = "invalid-sample-date", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a second sandbox in one spec.
    ///
    /// ## Why is this bad
    /// A sandbox's stack is called `<project>-<owner>`: two of them would be one stack, and overwrite each other.
    ///
    /// ## Example
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// [stages.playground]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static SANDBOX_GIVEN_TWICE = "sandbox-given-twice", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags `--sandbox OWNER` where a stage of the spec is called like the owner.
    ///
    /// ## Why is this bad
    /// The sandbox of `dev` and the stage `dev` are both the stack `<project>-dev`: the second apply would turn the one into the other.
    ///
    /// ## Example
    /// ```toml
    /// # kickstart render --sandbox dev
    /// [stages.dev]
    ///
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # kickstart render --sandbox devi
    /// [stages.dev]
    ///
    /// [stages.sandbox]
    /// kind = "sandbox"
    /// ```
    ///
    /// ## References
    /// - `kickstart render --help`
    pub static OWNER_IS_A_STAGE = "owner-is-a-stage", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a stage whose stack another spec of the same call gives already.
    ///
    /// ## Why is this bad
    /// A stack is called `<project>-<stage>`, and so is its folder: the second would overwrite the first's files and, at the next apply,
    /// its resources.
    ///
    /// ## Example
    /// ```text
    /// shop.toml and copy-of-shop.toml, both with the project `shop` and the stage `dev`.
    /// ```
    ///
    /// ## Use instead
    /// ```text
    /// shop.toml with the project `shop`, and copy-of-shop.toml with the project `shop-trial`.
    /// ```
    ///
    /// ## References
    /// - `kickstart render --help`
    pub static STACK_GIVEN_TWICE = "stack-given-twice", Error, Check::Elsewhere;
}
