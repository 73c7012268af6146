//! The few JSONata shapes that a generated machine uses. An expression is only made by the functions here, so it is valid
//! by construction: names are quoted, operands are parenthesised where the operator binds tighter, and nothing newer
//! than JSONata 2.0.6 (what Step Functions documents) can be said.

use std::fmt;

use super::template::{self, Placeholder};

/// How tightly an expression's outermost operator binds, loosest first (JSONata's own order).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Conditional,
    Or,
    And,
    Comparison,
    Sum,
    Atom,
}

/// One JSONata expression, without its `{%` and `%}` marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    text: String,
    binding: Binding,
}

/// A variable of the machine: assigned by a state, readable by every later one of its scope and of the scopes within.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable(String);

impl Variable {
    /// A variable called `name`, without the `$`.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as it stands in `Assign`, without the `$`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The variable's value.
    pub fn get(&self) -> Expr {
        Expr::atom(format!("${}", self.0))
    }
}

impl Expr {
    fn atom(text: String) -> Self {
        Self {
            text,
            binding: Binding::Atom,
        }
    }

    /// A field of the state's input: `$states.input.<path>`.
    pub fn input(path: &str) -> Self {
        Self::atom(format!("$states.input.{path}"))
    }

    /// A field of the task's or the Parallel's result: `$states.result.<path>`.
    pub fn result(path: &str) -> Self {
        Self::atom(format!("$states.result.{path}"))
    }

    /// What the branch of a Parallel at `position` (from 0) ended with.
    pub fn branch_result(position: usize) -> Self {
        Self::atom(format!("$states.result[{position}]"))
    }

    /// The error that a catcher caught: an object with `Error` and `Cause`. Valid in a catcher only.
    pub fn caught() -> Self {
        Self::atom("$states.errorOutput".to_owned())
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        let quoted = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
        Self::atom(format!("'{}'", template::literal(&quoted)))
    }

    /// A string that Terraform fills in. Names and ids hold no quote and no backslash, so they need no escape.
    pub fn filled_in(placeholder: &Placeholder) -> Self {
        Self::atom(format!("'{placeholder}'"))
    }

    /// `true` or `false`.
    pub fn truth(value: bool) -> Self {
        Self::atom(value.to_string())
    }

    /// A whole number.
    pub fn number(value: u64) -> Self {
        Self::atom(value.to_string())
    }

    /// `self = other`. False if either is missing.
    pub fn equals(self, other: Self) -> Self {
        self.joined("=", other, Binding::Comparison)
    }

    /// `self != other`. False, too, if either is missing: make sure that both exist.
    pub fn differs_from(self, other: Self) -> Self {
        self.joined("!=", other, Binding::Comparison)
    }

    /// `self and other`.
    pub fn and(self, other: Self) -> Self {
        self.joined("and", other, Binding::And)
    }

    /// `self or other`.
    pub fn or(self, other: Self) -> Self {
        self.joined("or", other, Binding::Or)
    }

    /// Both as one string; a missing one counts as the empty string.
    pub fn concat(self, other: Self) -> Self {
        self.joined("&", other, Binding::Sum)
    }

    /// `self + 1`: the turns of a polling loop are the only thing a machine counts.
    pub fn plus_one(self) -> Self {
        self.joined("+", Self::number(1), Binding::Sum)
    }

    /// `$exists(self)`.
    pub fn exists(self) -> Self {
        Self::atom(format!("$exists({})", self.text))
    }

    /// `$string(self)`.
    pub fn as_string(self) -> Self {
        Self::atom(format!("$string({})", self.text))
    }

    /// What stands in the string `self` between the first `start` and the `end` after it, or all of `self` where there is no
    /// `start`: `$contains`, `$substringAfter` and `$substringBefore` fail for no string, unlike `$parse`.
    pub fn between(self, start: &str, end: &str) -> Self {
        let (whole, start, end) = (self.text.clone(), Self::text(start).text, Self::text(end).text);
        let within = format!("$substringBefore($substringAfter({whole}, {start}), {end})");
        Self::atom(format!("$contains({whole}, {start})")).choose(Self::atom(within), self)
    }

    /// Whether `self`, which must exist, is something other than a string.
    pub fn is_no_string(self) -> Self {
        self.clone().as_string().differs_from(self)
    }

    /// `self`, or `default` where `self` is missing.
    pub fn or_default(self, default: Self) -> Self {
        self.clone().exists().choose(self, default)
    }

    /// `self ? yes : no`.
    pub fn choose(self, yes: Self, no: Self) -> Self {
        let text = format!(
            "{} ? {} : {}",
            self.within(Binding::Or),
            yes.within(Binding::Or),
            no.within(Binding::Or)
        );
        Self {
            text,
            binding: Binding::Conditional,
        }
    }

    fn joined(self, operator: &str, other: Self, binding: Binding) -> Self {
        // Comparisons do not chain; the others group to the left, so only the right operand must bind tighter.
        let tighter = match binding {
            Binding::Conditional => Binding::Or,
            Binding::Or => Binding::And,
            Binding::And => Binding::Comparison,
            Binding::Comparison => Binding::Sum,
            Binding::Sum | Binding::Atom => Binding::Atom,
        };
        let left = if binding == Binding::Comparison {
            tighter
        } else {
            binding
        };
        let text = format!("{} {operator} {}", self.within(left), other.within(tighter));
        Self { text, binding }
    }

    /// The text of `self` as an operand that has to bind at least as tightly as `least`.
    fn within(&self, least: Binding) -> String {
        if self.binding < least {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }
}

/// With its marks: the whole JSON string, nothing before or after.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{% {} %}}", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_parenthesised_only_where_needed() {
        let (a, b, c) = (
            Variable::new("a").get(),
            Variable::new("b").get(),
            Variable::new("c").get(),
        );
        assert_eq!(
            a.clone().and(b.clone().or(c.clone())).to_string(),
            "{% $a and ($b or $c) %}"
        );
        assert_eq!(
            a.clone().and(b.clone()).or(c.clone()).to_string(),
            "{% $a and $b or $c %}"
        );
        assert_eq!(
            a.clone().concat(b.clone()).concat(c.clone()).to_string(),
            "{% $a & $b & $c %}"
        );
        assert_eq!(
            a.clone().or_default(b.clone()).differs_from(c.clone()).to_string(),
            "{% ($exists($a) ? $a : $b) != $c %}"
        );
        assert_eq!(
            a.clone().equals(b.clone()).equals(c.clone()).to_string(),
            "{% ($a = $b) = $c %}"
        );
        assert_eq!(
            b.concat(c.between("<", ">")).to_string(),
            "{% $b & ($contains($c, '<') ? $substringBefore($substringAfter($c, '<'), '>') : $c) %}"
        );
        assert_eq!(a.plus_one().to_string(), "{% $a + 1 %}");
    }

    #[test]
    fn a_string_cannot_leave_its_quotes_or_become_a_template() {
        let expression = Expr::text("it's \\ ${x} %{y}").to_string();
        assert_eq!(expression, r"{% 'it\'s \\ $${x} %%{y}' %}");
    }
}
