//! The templates: what each writes is decided by its name, and every value goes through that language's own writer.

use std::sync::LazyLock;

use anyhow::Context;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use super::{canonical, hcl, markdown, python};

/// Templates by the name of the file that they write.
static TEMPLATES: &[(&str, &str)] = &[
    ("README.md", include_str!("templates/README.md.j2")),
    ("backend.tf", include_str!("templates/backend.tf.j2")),
    ("main.tf", include_str!("templates/main.tf.j2")),
    ("notebook/start.py", include_str!("templates/notebook/start.py.j2")),
    ("notebook/reading.py", include_str!("templates/notebook/reading.py.j2")),
    ("notebook/raw.py", include_str!("templates/notebook/raw.py.j2")),
    (
        "notebook/preparing.py",
        include_str!("templates/notebook/preparing.py.j2"),
    ),
    (
        "notebook/prepared.py",
        include_str!("templates/notebook/prepared.py.j2"),
    ),
    ("notebook/keys.py", include_str!("templates/notebook/keys.py.j2")),
    ("notebook/events.py", include_str!("templates/notebook/events.py.j2")),
    ("notebook/holdout.py", include_str!("templates/notebook/holdout.py.j2")),
    (
        "notebook/entities.py",
        include_str!("templates/notebook/entities.py.j2"),
    ),
    (
        "notebook/requirements.py",
        include_str!("templates/notebook/requirements.py.j2"),
    ),
    ("outputs.tf", include_str!("templates/outputs.tf.j2")),
    ("providers.tf", include_str!("templates/providers.tf.j2")),
];

/// A template is parsed when it is first used: a stage without a backend or a notebook does not pay for theirs.
static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .unwrap_or_default(),
    );
    environment.set_loader(|name| {
        let found = TEMPLATES.iter().find(|(template, _)| *template == name);
        Ok(found.map(|(_, source)| *source))
    });
    environment.set_auto_escape_callback(|name| match name.rsplit_once('.') {
        Some((_, "tf")) => AutoEscape::Custom("hcl".into()),
        Some((_, "md")) => AutoEscape::Custom("markdown".into()),
        Some((_, "py")) => AutoEscape::Custom("python".into()),
        _ => AutoEscape::None,
    });
    environment.set_formatter(write);
    environment.add_filter("unquoted", |text: &str| hcl::unquoted(text));
    environment.add_filter("code", |value: &Value| markdown::code(value).map(markdown::words));
    environment.add_filter("word", |text: &str| python::words(text));
    environment.add_filter("shell", |text: &str| markdown::shell_word(text));
    environment
});

fn write(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let language = match state.auto_escape() {
        AutoEscape::Custom(language) => language.as_ref(),
        _ => "",
    };
    let text = match language {
        "hcl" => hcl::literal(value)?,
        "markdown" => markdown::code(value)?,
        "python" => python::literal(value)?,
        _ => {
            let message = format!("`{}` is of no known language", state.name());
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
    };
    out.write_str(&text).map_err(Error::from)
}

/// What a template makes of a context; `.tf` files come out in canonical form.
///
/// # Errors
///
/// Where template and context do not fit, which is a fault of this program, or a value cannot be written in the template's
/// language.
pub(super) fn render(name: &str, context: &impl Serialize) -> anyhow::Result<String> {
    let text = ENVIRONMENT
        .get_template(name)
        .and_then(|template| template.render(Serde(context)))
        .with_context(|| format!("cannot write `{name}`"))?;
    Ok(if name.ends_with(".tf") {
        canonical::canonical(&text)
    } else {
        text
    })
}
