//! Types as the Glue catalog spells them.
//!
//! Source: <https://docs.aws.amazon.com/athena/latest/ug/data-types.html>.

use super::types::Type;

/// How deep types may nest.
const DEEPEST: usize = 50;

/// The type of this name, if it is one of Glue's.
pub fn parse(text: &str) -> Option<Type> {
    let lower = text.trim().to_ascii_lowercase();
    let mut rest = lower.as_str();
    let found = one(&mut rest, 0)?;
    rest.trim().is_empty().then_some(found)
}

fn one(rest: &mut &str, depth: usize) -> Option<Type> {
    if depth > DEEPEST {
        return None;
    }
    let trimmed = rest.trim_start();
    let end = trimmed
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(trimmed.len());
    let (name, after) = trimmed.split_at_checked(end)?;
    *rest = after;
    match name {
        "array" => {
            take(rest, '<')?;
            let element = one(rest, depth + 1)?;
            take(rest, '>')?;
            Some(Type::array(element))
        }
        "map" => {
            take(rest, '<')?;
            let key = one(rest, depth + 1)?;
            take(rest, ',')?;
            let value = one(rest, depth + 1)?;
            take(rest, '>')?;
            Some(Type::map(key, value))
        }
        "struct" => {
            take(rest, '<')?;
            let mut fields = Vec::new();
            loop {
                let colon = rest.find(':')?;
                let (field, after) = rest.split_at_checked(colon)?;
                *rest = after.get(1..)?;
                fields.push((Some(field.trim().trim_matches('`').to_owned()), one(rest, depth + 1)?));
                if take(rest, ',').is_none() {
                    break;
                }
            }
            take(rest, '>')?;
            Some(Type::Row(fields.into()))
        }
        "string" => Some(Type::Text),
        "int" | "integer" => Some(Type::Integer),
        "float" => Some(Type::Real),
        "binary" => Some(Type::Varbinary),
        "decimal" if !rest.trim_start().starts_with('(') => Some(Type::Decimal(10, 0)),
        "timestamp" if !rest.trim().is_empty() && !rest.trim_start().starts_with([',', '>']) => None,
        "bigint" | "smallint" | "tinyint" | "double" | "boolean" | "date" | "timestamp" => {
            super::parser::simple(name, &[])
        }
        "decimal" | "varchar" | "char" => super::parser::simple(name, &numbers(rest)?),
        _ => None,
    }
}

fn take(rest: &mut &str, mark: char) -> Option<()> {
    *rest = rest.trim_start().strip_prefix(mark)?;
    Some(())
}

/// `(10, 2)`, or nothing.
fn numbers(rest: &mut &str) -> Option<Vec<u32>> {
    if take(rest, '(').is_none() {
        return Some(Vec::new());
    }
    let (inside, after) = rest.split_once(')')?;
    let numbers = inside.split(',').map(|number| number.trim().parse().ok()).collect();
    *rest = after;
    numbers
}
