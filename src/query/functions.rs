//! Which overload of a function a call means, and what it gives.

use crate::facts::{Function, Overload, Shape, Size};

use super::coerce::{coerces, common};
use super::types::{Moment, Type};

/// Length of a `varchar` without limit, among the sizes of a binding.
const UNLIMITED: u32 = u32::MAX;

/// An overload, with its variables as far as the arguments tell them.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The overload.
    pub overload: &'static Overload,
    types: [Option<Type>; 8],
    sizes: [Option<u32>; 8],
    exact: bool,
    generic: bool,
}

/// The overloads that take these arguments, the best ones only. Several remain where types are not known.
pub fn resolve(function: &'static Function, arguments: &[Type]) -> Vec<Binding> {
    let mut found: Vec<Binding> = function
        .overloads
        .iter()
        .filter_map(|overload| Binding::of(overload, arguments))
        .collect();
    if arguments.iter().any(|argument| argument.is_vague()) {
        // No crawler and no `string` column gives a `char`: where text is not told, it is a varchar.
        if found.len() > 1 {
            let text: Vec<Binding> = found.iter().filter(|one| !one.wants_char()).cloned().collect();
            found = if text.is_empty() { found } else { text };
        }
        return found;
    }
    for generic in [false, true] {
        if let Some(exact) = found.iter().position(|one| one.exact && one.generic == generic) {
            return vec![found.swap_remove(exact)];
        }
    }
    // A whole number is a bigint before it is a decimal.
    if found.len() > 1 && found.iter().any(|one| !one.wants_decimal()) && !arguments.iter().any(is_decimal) {
        found.retain(|one| !one.wants_decimal());
    }
    let best = found
        .iter()
        .position(|one| found.iter().all(|other| one.is_at_least_as_specific(other)));
    match best {
        Some(best) => vec![found.swap_remove(best)],
        None => found,
    }
}

/// What a call of one of these gives: the one type that all give, otherwise unknown.
pub fn returns(name: &str, bindings: &[Binding]) -> Type {
    let mut types = bindings.iter().map(|binding| binding.returns(name));
    let Some(first) = types.next() else {
        return Type::Unknown;
    };
    if types.all(|other| other == first) {
        first
    } else {
        Type::Unknown
    }
}

impl Binding {
    fn of(overload: &'static Overload, arguments: &[Type]) -> Option<Self> {
        let shapes = overload.arguments;
        let fits = if overload.variadic {
            arguments.len() + 1 >= shapes.len()
        } else {
            arguments.len() == shapes.len()
        };
        if !fits {
            return None;
        }
        let mut binding = Self {
            overload,
            types: Default::default(),
            sizes: Default::default(),
            exact: true,
            generic: false,
        };
        for (index, argument) in arguments.iter().enumerate() {
            let shape = binding.shape(index)?;
            if !binding.bind(&shape, argument) {
                return None;
            }
        }
        Some(binding)
    }

    /// The shape of an argument; the last one repeats.
    fn shape(&self, index: usize) -> Option<Shape> {
        let shapes = self.overload.arguments;
        shapes.get(index).or_else(|| shapes.last()).copied()
    }

    fn wants_char(&self) -> bool {
        self.overload
            .arguments
            .iter()
            .any(|shape| matches!(shape, Shape::Char(_)))
    }

    fn wants_decimal(&self) -> bool {
        self.overload
            .arguments
            .iter()
            .any(|shape| matches!(shape, Shape::Decimal(_)))
    }

    /// Takes `given` for an argument of this shape, and learns the variables in it.
    pub fn bind(&mut self, shape: &Shape, given: &Type) -> bool {
        match (shape, given) {
            (Shape::Lambda(shapes), Type::Function(parameters)) => shapes.len() == parameters + 1,
            (Shape::Lambda(_), Type::Null | Type::Unknown) => true,
            (Shape::Lambda(_), _) | (_, Type::Function(_)) => false,
            (Shape::Any(variable), given) => {
                self.generic = true;
                let Some(slot) = self.types.get_mut(usize::from(*variable)) else {
                    return false;
                };
                let joined = match slot.as_ref() {
                    None => Some(given.clone()),
                    Some(bound) => {
                        self.exact &= bound == given;
                        common(bound, given)
                    }
                };
                let fits = joined.is_some();
                *slot = joined.or_else(|| slot.take());
                fits
            }
            (_, Type::Unknown) => true,
            (_, Type::Null) => {
                self.exact = false;
                true
            }
            (Shape::Array(element), Type::Array(given)) => self.bind(element, given),
            (Shape::Map(key, value), Type::Map(given_key, given_value)) => {
                self.bind(key, given_key) && self.bind(value, given_value)
            }
            (Shape::Row(shapes), Type::Row(fields)) => {
                shapes.len() == fields.len()
                    && shapes
                        .iter()
                        .zip(fields.iter())
                        .all(|(shape, (_, field))| self.bind(shape, field))
            }
            (Shape::Varchar(size), Type::Varchar(length)) => self.size(*size, length.unwrap_or(UNLIMITED)),
            (Shape::Char(size), Type::Char(length)) => self.size(*size, *length),
            (Shape::Char(size), Type::Varchar(Some(length))) => {
                self.exact = false;
                self.size(*size, *length)
            }
            (Shape::Decimal(size), given) => {
                let Some((precision, scale)) = super::coerce::decimal_of(given) else {
                    return false;
                };
                self.exact &= matches!(given, Type::Decimal(..));
                self.size(*size, u32::from(precision) * 100 + u32::from(scale))
            }
            (Shape::Time(size), Type::Moment(Moment::Time, digits))
            | (Shape::TimeZoned(size), Type::Moment(Moment::TimeZoned, digits))
            | (Shape::Timestamp(size), Type::Moment(Moment::Timestamp, digits))
            | (Shape::TimestampZoned(size), Type::Moment(Moment::TimestampZoned, digits)) => {
                self.size(*size, u32::from(*digits))
            }
            (Shape::TimestampZoned(size), Type::Moment(Moment::Timestamp, digits))
            | (Shape::TimeZoned(size), Type::Moment(Moment::Time, digits)) => {
                self.exact = false;
                self.size(*size, u32::from(*digits))
            }
            (Shape::Timestamp(size) | Shape::TimestampZoned(size), Type::Plain("date")) => {
                self.exact = false;
                self.size(*size, 0)
            }
            (Shape::Plain(name), given) => {
                let wanted = Type::Plain(name);
                self.exact &= *given == wanted;
                coerces(given, &wanted)
            }
            _ => false,
        }
    }

    fn size(&mut self, size: Size, given: u32) -> bool {
        match size {
            Size::Var(variable) => {
                self.generic = true;
                if let Some(slot) = self.sizes.get_mut(usize::from(variable)) {
                    self.exact &= slot.is_none_or(|bound| bound == given);
                    *slot = Some(slot.map_or(given, |bound| bound.max(given)));
                }
                true
            }
            Size::Fixed(fixed) => {
                self.exact &= fixed == given;
                given <= fixed
            }
            Size::None | Size::Computed => {
                self.exact &= given == UNLIMITED;
                true
            }
        }
    }

    /// What a lambda in the place `index` gets, parameter by parameter.
    pub fn lambda_parameters(&self, index: usize) -> Vec<Type> {
        match self.shape(index) {
            Some(Shape::Lambda(shapes)) => {
                let parameters = shapes.len().saturating_sub(1);
                shapes.iter().take(parameters).map(|shape| self.filled(shape)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Learns what a lambda in the place `index` gives; whether that fits.
    pub fn bind_lambda(&mut self, index: usize, result: &Type) -> bool {
        match self.shape(index) {
            Some(Shape::Lambda([.., wanted])) => self.bind(wanted, result),
            _ => true,
        }
    }

    fn sized(&self, size: Size) -> Option<u32> {
        match size {
            Size::None => Some(UNLIMITED),
            Size::Fixed(fixed) => Some(fixed),
            Size::Var(variable) => self.sizes.get(usize::from(variable)).copied().flatten(),
            Size::Computed => None,
        }
    }

    /// The type of a shape, its variables filled in.
    fn filled(&self, shape: &Shape) -> Type {
        let moment = |moment, size: &Size| match self.sized(*size).map(u8::try_from) {
            Some(Ok(digits)) => Type::Moment(moment, digits),
            _ => Type::Unknown,
        };
        match shape {
            Shape::Any(variable) => {
                let bound = self.types.get(usize::from(*variable)).cloned().flatten();
                bound.unwrap_or(Type::Unknown)
            }
            Shape::Plain("unknown") => Type::Null,
            Shape::Plain(name) => Type::Plain(name),
            Shape::Opaque(_) | Shape::Lambda(_) => Type::Unknown,
            Shape::Varchar(size) => match self.sized(*size) {
                Some(UNLIMITED) => Type::Text,
                Some(length) => Type::Varchar(Some(length)),
                // The argument is not told, and what is not told is no shorter text: see `resolve`.
                None if matches!(size, Size::Var(_)) => Type::Text,
                None => Type::Unknown,
            },
            Shape::Char(size) => self.sized(*size).map_or(Type::Unknown, Type::Char),
            Shape::Decimal(size) => match self.sized(*size).map(|both| (both / 100, both % 100)) {
                Some((precision, scale)) => match (u8::try_from(precision), u8::try_from(scale)) {
                    (Ok(precision), Ok(scale)) => Type::Decimal(precision, scale),
                    _ => Type::Unknown,
                },
                None => Type::Unknown,
            },
            Shape::Time(size) => moment(Moment::Time, size),
            Shape::TimeZoned(size) => moment(Moment::TimeZoned, size),
            Shape::Timestamp(size) => moment(Moment::Timestamp, size),
            Shape::TimestampZoned(size) => moment(Moment::TimestampZoned, size),
            Shape::Array(element) => Type::array(self.filled(element)),
            Shape::Map(key, value) => Type::map(self.filled(key), self.filled(value)),
            Shape::Row(shapes) => Type::Row(shapes.iter().map(|shape| (None, self.filled(shape))).collect()),
        }
    }

    /// What the call gives.
    fn returns(&self, name: &str) -> Type {
        if let Shape::Varchar(Size::Computed) = self.overload.returns {
            return self.computed_text(name);
        }
        self.filled(&self.overload.returns)
    }

    /// Lengths that a function works out: the engine's own formulas.
    fn computed_text(&self, name: &str) -> Type {
        let size = |index: usize| {
            let bound = self.sizes.get(index).copied().flatten();
            bound.map(|size| {
                if size == UNLIMITED {
                    i32::MAX as u64
                } else {
                    u64::from(size)
                }
            })
        };
        let length = match (name, size(0), size(1), size(2)) {
            ("replace", Some(x), _, Some(z)) => x.saturating_add(z.saturating_mul(x + 1)),
            ("replace", Some(x), Some(_), None) if self.overload.arguments.len() == 2 => x,
            ("regexp_replace", Some(x), Some(y), _) => {
                x.saturating_add((x.saturating_mul(y) / 2).max(y).saturating_mul(x + 1))
            }
            ("url_encode", Some(x), ..) => x.saturating_mul(12),
            ("replace" | "regexp_replace" | "url_encode", ..) => i32::MAX as u64,
            _ => return Type::Unknown,
        };
        match u32::try_from(length) {
            Ok(length) if length < i32::MAX as u32 => Type::Varchar(Some(length)),
            _ => Type::Text,
        }
    }

    fn is_at_least_as_specific(&self, other: &Self) -> bool {
        let count = self.overload.arguments.len().max(other.overload.arguments.len());
        (0..count).all(|index| match (self.shape(index), other.shape(index)) {
            (Some(mine), Some(theirs)) => coerces(&self.filled(&mine), &other.filled(&theirs)),
            _ => true,
        })
    }
}

fn is_decimal(ty: &Type) -> bool {
    matches!(ty, Type::Decimal(..))
}
