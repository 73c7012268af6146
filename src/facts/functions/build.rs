//! Short names for the tables beside this file.

pub(super) use crate::facts::signature::{Function, FunctionKind, Overload, Shape, Shape::*, Size};

pub(super) const BIGINT: Shape = Plain("bigint");
pub(super) const BINARY: Shape = Plain("varbinary");
pub(super) const BOOLEAN: Shape = Plain("boolean");
pub(super) const DATE: Shape = Plain("date");
pub(super) const DAYS: Shape = Plain("interval day to second");
pub(super) const DOUBLE: Shape = Plain("double");
pub(super) const INTEGER: Shape = Plain("integer");
pub(super) const JSON: Shape = Plain("json");
pub(super) const MONTHS: Shape = Plain("interval year to month");
pub(super) const REAL: Shape = Plain("real");
pub(super) const SMALLINT: Shape = Plain("smallint");
pub(super) const TEXT: Shape = Varchar(Size::None);
pub(super) const TINYINT: Shape = Plain("tinyint");

pub(super) const V0: Size = Size::Var(0);
pub(super) const V1: Size = Size::Var(1);
pub(super) const V2: Size = Size::Var(2);

pub(super) const fn one(arguments: &'static [Shape], returns: Shape) -> Overload {
    Overload {
        arguments,
        returns,
        variadic: false,
    }
}

pub(super) const fn many(arguments: &'static [Shape], returns: Shape) -> Overload {
    Overload {
        arguments,
        returns,
        variadic: true,
    }
}

pub(super) const fn scalar(name: &'static str, overloads: &'static [Overload]) -> Function {
    Function {
        name,
        kind: FunctionKind::Scalar,
        overloads,
    }
}

pub(super) const fn aggregate(name: &'static str, overloads: &'static [Overload]) -> Function {
    Function {
        name,
        kind: FunctionKind::Aggregate,
        overloads,
    }
}

pub(super) const fn window(name: &'static str, overloads: &'static [Overload]) -> Function {
    Function {
        name,
        kind: FunctionKind::Window,
        overloads,
    }
}
