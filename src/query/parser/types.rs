//! Names of types.
//!
//! ```text
//! type     = base ARRAY*
//! base     = ROW (field, …) | ARRAY<type> | MAP<type, type> | DOUBLE PRECISION | INTERVAL unit [TO unit]
//!          | (TIME|TIMESTAMP) [(n)] [(WITH|WITHOUT) TIME ZONE] | name [(n or type, …)]
//! field    = [name] type
//! ```

use std::borrow::Cow;

use crate::query::ast::TypeName;
use crate::query::token::{At, Kind};
use crate::query::types::{Moment, Type};

use super::cursor::{Cursor, Parsed};

/// A number or a type in the brackets of a type.
enum Parameter<'a> {
    Number(u32),
    Type(TypeName<'a>),
}

impl<'a> Cursor<'a> {
    /// A type.
    pub(super) fn type_name(&mut self) -> Parsed<TypeName<'a>> {
        self.deeper(|cursor| {
            let mut named = cursor.base_type()?;
            while cursor.take_word("ARRAY") {
                if cursor.take("[") {
                    if cursor.kind() != Kind::Integer {
                        return cursor.fail("a number");
                    }
                    cursor.advance();
                    cursor.need("]")?;
                }
                named = TypeName {
                    named: named.named.map(Type::array),
                    at: cursor.since(named.at),
                };
            }
            Ok(named)
        })
    }

    /// The name of a type before a text: `DATE '2020-01-01'`.
    pub(super) fn literal_type(&mut self) -> Parsed<TypeName<'a>> {
        let start = self.place();
        if self.take_words(&["DOUBLE", "PRECISION"]) {
            return Ok(self.known(start, Type::Double));
        }
        let name = self.name()?;
        let named = match simple(&name.text.to_ascii_lowercase(), &[]) {
            Some(named) => Ok(named),
            None => Err(name.text),
        };
        Ok(TypeName { named, at: name.at })
    }

    fn known(&self, start: At, named: Type) -> TypeName<'a> {
        TypeName {
            named: Ok(named),
            at: self.since(start),
        }
    }

    fn base_type(&mut self) -> Parsed<TypeName<'a>> {
        let start = self.place();
        if self.word("ROW") && self.mark_at(1, "(") {
            return self.row_type();
        }
        if self.take_words(&["DOUBLE", "PRECISION"]) {
            return Ok(self.known(start, Type::Double));
        }
        if self.word("INTERVAL") && self.peek(1).kind == Kind::Word && !self.word_at(1, "ARRAY") {
            self.advance();
            let long = self.word("YEAR") || self.word("MONTH");
            self.advance();
            if self.take_word("TO") {
                self.advance();
            }
            return Ok(self.known(start, if long { Type::YearToMonth } else { Type::DayToSecond }));
        }
        if self.word("TIME") || self.word("TIMESTAMP") {
            return self.moment();
        }
        if (self.word("ARRAY") || self.word("MAP")) && self.mark_at(1, "<") {
            let map = self.word("MAP");
            self.advance();
            self.advance();
            let first = self.type_name()?;
            let second = if map {
                self.need(",")?;
                Some(self.type_name()?)
            } else {
                None
            };
            self.need(">")?;
            let named = match second {
                Some(value) => first
                    .named
                    .and_then(|key| value.named.map(|value| Type::map(key, value))),
                None => first.named.map(Type::array),
            };
            return Ok(TypeName {
                named,
                at: self.since(start),
            });
        }
        if !self.name_at(0) {
            return self.fail("a type");
        }
        let name = self.name()?;
        let mut parameters = Vec::new();
        if self.take("(") {
            parameters = self.list(Self::type_parameter)?;
            self.need(")")?;
        }
        Ok(TypeName {
            named: named(name.text, &parameters),
            at: self.since(start),
        })
    }

    fn type_parameter(&mut self) -> Parsed<Parameter<'a>> {
        if self.kind() == Kind::Integer {
            let token = self.advance();
            return Ok(Parameter::Number(self.text(token).parse().unwrap_or(u32::MAX)));
        }
        Ok(Parameter::Type(self.type_name()?))
    }

    fn moment(&mut self) -> Parsed<TypeName<'a>> {
        let start = self.place();
        let stamp = self.word("TIMESTAMP");
        self.advance();
        let mut digits = 3;
        if self.take("(") {
            if self.kind() != Kind::Integer {
                return self.fail("a number of digits");
            }
            let token = self.advance();
            digits = self.text(token).parse().unwrap_or(u8::MAX);
            self.need(")")?;
        }
        let zoned = self.take_words(&["WITH", "TIME", "ZONE"]);
        if !zoned {
            self.take_words(&["WITHOUT", "TIME", "ZONE"]);
        }
        let moment = match (stamp, zoned) {
            (true, true) => Moment::TimestampZoned,
            (true, false) => Moment::Timestamp,
            (false, true) => Moment::TimeZoned,
            (false, false) => Moment::Time,
        };
        let named = if digits <= 12 {
            Ok(Type::Moment(moment, digits))
        } else {
            Err(Cow::Borrowed("a time with more than 12 digits"))
        };
        Ok(TypeName {
            named,
            at: self.since(start),
        })
    }

    fn row_type(&mut self) -> Parsed<TypeName<'a>> {
        let start = self.advance().at;
        self.advance();
        let fields = self.list(|cursor| {
            let name = if cursor.field_name_follows() {
                Some(cursor.name()?)
            } else {
                None
            };
            Ok((name, cursor.type_name()?))
        })?;
        self.need(")")?;
        let mut row = Vec::with_capacity(fields.len());
        let mut unknown = None;
        for (name, field) in fields {
            let name = name.map(|name| {
                if name.quoted {
                    name.text.into_owned()
                } else {
                    name.text.to_ascii_lowercase()
                }
            });
            match field.named {
                Ok(field) => row.push((name, field)),
                Err(name) => unknown = unknown.or(Some(name)),
            }
        }
        Ok(TypeName {
            named: unknown.map_or(Ok(Type::Row(row.into())), Err),
            at: self.since(start),
        })
    }

    /// Whether a field has a name before its type.
    fn field_name_follows(&self) -> bool {
        if !self.name_at(0) || !self.name_at(1) {
            return false;
        }
        let of_the_type = self.words(&["DOUBLE", "PRECISION"])
            || ((self.word("TIME") || self.word("TIMESTAMP")) && self.word_at(1, "WITHOUT"))
            || (self.word("INTERVAL") && (self.word_at(2, "TO") || ["DAY", "YEAR"].iter().any(|u| self.word_at(1, u))))
            || (self.word_at(1, "ARRAY") && (self.mark_at(2, ",") || self.mark_at(2, ")") || self.mark_at(2, "[")));
        !of_the_type
    }
}

fn named<'a>(name: Cow<'a, str>, parameters: &[Parameter<'a>]) -> Result<Type, Cow<'a, str>> {
    let lower = name.to_ascii_lowercase();
    let mut numbers = Vec::new();
    let mut types = Vec::new();
    for parameter in parameters {
        match parameter {
            Parameter::Number(number) => numbers.push(*number),
            Parameter::Type(inner) => types.push(inner.named.clone()?),
        }
    }
    let found = match (lower.as_str(), types.as_slice()) {
        ("array", [element]) => Some(Type::array(element.clone())),
        ("map", [key, value]) => Some(Type::map(key.clone(), value.clone())),
        ("qdigest", [_]) => Some(Type::Unknown),
        (simple_name, []) => simple(simple_name, &numbers),
        _ => None,
    };
    found.ok_or(name)
}

/// The type without types inside of this name in lower case, with its numbers.
pub(in crate::query) fn simple(name: &str, numbers: &[u32]) -> Option<Type> {
    match (name, numbers) {
        ("varchar", []) => Some(Type::Text),
        ("varchar", [length]) => Some(Type::Varchar(Some(*length))),
        ("char", []) => Some(Type::Char(1)),
        ("char", [length]) if *length <= 65_536 => Some(Type::Char(*length)),
        ("decimal", []) => Some(Type::Decimal(38, 0)),
        ("decimal", [precision]) => decimal(*precision, 0),
        ("decimal", [precision, scale]) => decimal(*precision, *scale),
        ("time", []) => Some(Type::Moment(Moment::Time, 3)),
        ("timestamp", []) => Some(Type::Moment(Moment::Timestamp, 3)),
        (name, []) => Type::plain(name),
        _ => None,
    }
}

fn decimal(precision: u32, scale: u32) -> Option<Type> {
    let precision = u8::try_from(precision)
        .ok()
        .filter(|precision| (1..=38).contains(precision))?;
    let scale = u8::try_from(scale).ok().filter(|scale| *scale <= precision)?;
    Some(Type::Decimal(precision, scale))
}
