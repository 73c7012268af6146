//! The rules that `spec::rules` names, explained. Their checks stand where a spec is read.

use crate::lint::Check;
use crate::lint::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Flags a spec or a query file that is not UTF-8, at its first wrong byte.
    ///
    /// ## Why is this bad
    /// TOML and Terraform are UTF-8. A file in Latin-1 or UTF-16 would be read as something else than what its author sees, or not at
    /// all.
    ///
    /// ## Example
    /// ```text
    /// A file that an editor saved as Latin-1: the `é` of `Café` is the single byte E9.
    /// ```
    ///
    /// ## Use instead
    /// ```text
    /// The same file, saved as UTF-8: the `é` is the bytes C3 A9.
    /// ```
    ///
    /// ## References
    /// - [The TOML specification](https://toml.io/en/v1.0.0)
    pub static NOT_UTF8 = "not-utf8", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags text that is not TOML. All mistakes of a page are told in one run, of one line's the first.
    ///
    /// ## Why is this bad
    /// What cannot be parsed cannot be rendered; the rest of the page is still checked as far as it can be read.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// schedule = cron(0 3 * * ? *)
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// schedule = "cron(0 3 * * ? *)"
    /// ```
    ///
    /// ## References
    /// - [The TOML specification](https://toml.io/en/v1.0.0)
    pub static TOML_SYNTAX = "toml-syntax", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a spec in which nothing stands, apart from comments.
    ///
    /// ## Why is this bad
    /// There is nothing to render. Most often the wrong file was named, or it was never saved.
    ///
    /// ## Example
    /// ```toml whole
    /// # nothing yet
    /// ```
    ///
    /// ## Use instead
    /// ```toml whole
    /// [project]
    /// name = "movielens"
    /// region = "eu-central-1"
    ///
    /// [datasets.interactions]
    /// source = "ratings/"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// schema = { USER_ID = "string", ITEM_ID = "string", TIMESTAMP = "long" }
    ///
    /// [stages.dev]
    /// ```
    ///
    /// ## References
    /// - `kickstart init` writes a spec to start from
    pub static EMPTY_SPEC = "empty-spec", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a file that is another tool's TOML. It gets this one finding and no other. A `#:schema` line among the first comments
    /// decides: if the file that it names begins with `kickstart`, this is a spec, and otherwise it is none. Without such a line, the tables tell.
    ///
    /// ## Why is this bad
    /// A dozen complaints about unknown keys would hide that simply the wrong file was named.
    ///
    /// ## Example
    /// ```toml whole
    /// [package]
    /// name = "movielens"
    /// version = "1.0.0"
    ///
    /// [dependencies]
    /// serde = "1"
    /// ```
    ///
    /// ## Use instead
    /// ```toml whole
    /// [project]
    /// name = "movielens"
    /// region = "eu-central-1"
    ///
    /// [datasets.interactions]
    /// source = "ratings/"
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings"
    /// schema = { USER_ID = "string", ITEM_ID = "string", TIMESTAMP = "long" }
    ///
    /// [stages.dev]
    /// ```
    ///
    /// ## References
    /// - A spec is called `stage.toml`, `kickstart.toml` or `*.kickstart.toml`
    /// - [The line that editors read as well](https://taplo.tamasfe.dev/configuration/directives.html#the-schema-directive)
    pub static FOREIGN_TOML = "foreign-toml", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a key or table that a spec does not have.
    ///
    /// ## Why is this bad
    /// It would do nothing, and what was meant by it would be missing without a word.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// alarm_mail = "team@example.com"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// alarm_email = "team@example.com"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static UNKNOWN_KEY = "unknown-key", Error, Check::Elsewhere, fix = "writes the key that it is plainly a slip of";
}

declare_rule! {
    /// ## What it does
    /// Flags a table that lacks a key, or a spec that lacks a table, without which nothing can be rendered.
    ///
    /// ## Why is this bad
    /// There is no sensible default for it: a guess would name or read the wrong thing.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.backend]
    /// type = "s3"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.backend]
    /// type = "s3"
    /// bucket = "org-terraform-state"
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static MISSING_KEY = "missing-key", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a value of another type than its key takes: a number in quotes, a date without them, a string where a list belongs.
    ///
    /// ## Why is this bad
    /// kickstart does not guess: `"no"` is not `false`, and a date of TOML is not the text that a partition is named after.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// retain_data = "false"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// retain_data = false
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    pub static WRONG_TYPE = "wrong-type", Error, Check::Elsewhere, fix = "puts quotes around a value or takes them away, where it then has the type";
}

declare_rule! {
    /// ## What it does
    /// Flags a value outside of what its key takes: not one of a list, too small, too large, too long, or of another form.
    ///
    /// ## Why is this bad
    /// AWS or Terraform would refuse it during the plan or, worse, in the middle of the apply.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 31
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 30
    /// ```
    ///
    /// ## References
    /// - `kickstart schema` prints the JSON Schema of a spec, which editors use too
    /// - [PutRetentionPolicy](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html)
    pub static INVALID_VALUE = "invalid-value", Error, Check::Elsewhere, fix = "writes the value that it is plainly a slip of";
}

declare_rule! {
    /// ## What it does
    /// Flags the name of a project, a stage or a Personalize field that is not of the form which such names have.
    ///
    /// ## Why is this bad
    /// Every resource of a stack is named after its project and stage, and each AWS service takes other characters: lower-case letters,
    /// digits and single hyphens are what all of them take.
    ///
    /// ## Example
    /// ```toml
    /// [stages.Dev_2]
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev-2]
    /// ```
    ///
    /// ## References
    /// - [General purpose bucket naming rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html)
    pub static INVALID_NAME = "invalid-name", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a number that needs more than 64 bits.
    ///
    /// ## Why is this bad
    /// TOML promises 64 bits and no more; a larger number would be cut or rounded without a word.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 99999999999999999999
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// log_retention_days = 365
    /// ```
    ///
    /// ## References
    /// - [The TOML specification](https://toml.io/en/v1.0.0)
    pub static NUMBER_TOO_LARGE = "number-too-large", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a string that is not in Unicode normal form C, such as one with an `é` of two characters.
    ///
    /// ## Why is this bad
    /// Terraform brings every string to that form. A tag, folder or query would then differ from what the spec says, and from what lies in
    /// the bucket.
    ///
    /// ## Example
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE place = 'Cafe\u0301'"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [datasets.interactions]
    /// query = "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings WHERE place = 'Caf\u00e9'"
    /// ```
    ///
    /// ## References
    /// - [Strings in Terraform](https://developer.hashicorp.com/terraform/language/expressions/strings)
    /// - [Unicode normalization forms](https://unicode.org/reports/tr15/)
    pub static STRING_NOT_NFC = "string-not-nfc", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags control characters, invisible characters and marks that change the direction of text, in strings, keys and comments.
    ///
    /// ## Why is this bad
    /// A page that reads otherwise than it is written can hide anything from a reviewer. Most often, a blank was copied from a web page, and
    /// would end up in a name that nobody can type.
    ///
    /// ## Example
    /// ```toml
    /// [project.tags]
    /// client = "movie\u200blens"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project.tags]
    /// client = "movielens"
    /// ```
    ///
    /// ## References
    /// - [Unicode security considerations](https://unicode.org/reports/tr36/)
    /// - [Trojan source](https://trojansource.codes/)
    pub static HIDDEN_CHARACTER = "hidden-character", Error, Check::Elsewhere;
}

declare_rule! {
    /// ## What it does
    /// Flags a string that holds `checkov:skip=`, `tfsec:ignore` or `tflint-ignore`.
    ///
    /// ## Why is this bad
    /// Inside of a resource such words switch a security check off, even from a tag: whoever may write a spec could hide a fault from the
    /// people who check the stack.
    ///
    /// ## Example
    /// ```toml
    /// [project.tags]
    /// note = "checkov:skip=CKV_AWS_18"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [project.tags]
    /// note = "access logs are kept elsewhere"
    /// ```
    ///
    /// ## References
    /// - [Suppressing checks in checkov](https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html)
    pub static CHECKER_DIRECTIVE = "checker-directive", Error, Check::Elsewhere;
}
