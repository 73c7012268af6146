//! Which columns a name may mean where it stands.

use std::collections::HashMap;
use std::rc::Rc;

use super::ast::Name;
use super::token::At;
use super::traits::Traits;
use super::types::Type;

/// A column that can be named.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, in the case in which it was given; none where it has none.
    pub name: Option<Rc<str>>,
    pub ty: Type,
    pub traits: Traits,
    /// Where its name was given in the query.
    pub at: At,
    /// The same number is the same column.
    pub id: u64,
    /// The source that it belongs to, among those of its scope; none for columns that a join shares.
    pub owner: Option<usize>,
    /// The item of the select list that gives it, if it has one for itself.
    pub item: Option<At>,
    /// The literals of text that its values can be, as far as the select list itself says them.
    pub texts: Vec<At>,
}

/// A source of columns, by the names that may stand before a column.
#[derive(Debug, Clone)]
pub struct Owner {
    /// The parts of its name, in lower case: `[database, table]`, or an alias.
    pub name: Vec<String>,
    /// Whether it may have columns that are not known.
    pub open: bool,
    /// The outer join on whose far side it is.
    pub far: Option<(&'static str, At)>,
}

/// The columns of one FROM clause, of a lambda or of ORDER BY, and where to look further.
#[derive(Debug, Default)]
pub struct Scope<'s> {
    pub fields: Vec<Field>,
    pub owners: Vec<Owner>,
    index: HashMap<String, Vec<usize>>,
    pub parent: Option<&'s Scope<'s>>,
    /// How many queries are around it.
    pub level: usize,
}

/// What a name was found to be.
pub enum Lookup<'f> {
    /// This column, in the scope of this level.
    Field(&'f Field, usize),
    /// A column of a source whose columns are not known, and the outer join on whose far side that is.
    Open(Option<(&'static str, At)>),
    /// One of several.
    Ambiguous,
    /// None; whether the source before the dot is one of the query.
    Nothing { known_owner: bool },
}

impl<'s> Scope<'s> {
    /// A scope of these columns.
    pub fn new(fields: Vec<Field>, owners: Vec<Owner>, level: usize, parent: Option<&'s Scope<'s>>) -> Self {
        let mut index: HashMap<String, Vec<usize>> = HashMap::with_capacity(fields.len());
        for (position, field) in fields.iter().enumerate() {
            if let Some(name) = &field.name {
                index.entry(name.to_lowercase()).or_default().push(position);
            }
        }
        Self {
            fields,
            owners,
            index,
            parent,
            level,
        }
    }

    /// Whether a source here may have columns that are not known.
    pub fn is_open(&self) -> bool {
        self.owners.iter().any(|owner| owner.open)
    }

    /// Looks for `qualifier.name`, both in lower case: here, then further out.
    pub fn find(&self, qualifier: &[String], name: &str) -> Lookup<'_> {
        let mut scope = self;
        let mut known_owner = false;
        loop {
            match scope.find_here(qualifier, name) {
                Lookup::Nothing { known_owner: known } => known_owner |= known,
                found => return found,
            }
            match scope.parent {
                Some(parent) => scope = parent,
                None => return Lookup::Nothing { known_owner },
            }
        }
    }

    fn find_here(&self, qualifier: &[String], name: &str) -> Lookup<'_> {
        let mut found = None;
        for position in self.index.get(name).into_iter().flatten() {
            let Some(field) = self.fields.get(*position) else {
                continue;
            };
            if !qualifier.is_empty() && !self.owned(field, qualifier) {
                continue;
            }
            if found.replace(field).is_some() {
                return Lookup::Ambiguous;
            }
        }
        if let Some(field) = found {
            return Lookup::Field(field, self.level);
        }
        let mut known_owner = false;
        for owner in &self.owners {
            let meant = qualifier.is_empty() || is_called(owner, qualifier);
            if meant && owner.open {
                let certain = !qualifier.is_empty() || self.owners.len() == 1;
                return Lookup::Open(owner.far.filter(|_| certain));
            }
            known_owner |= meant && !qualifier.is_empty();
        }
        Lookup::Nothing { known_owner }
    }

    fn owned(&self, field: &Field, qualifier: &[String]) -> bool {
        field
            .owner
            .and_then(|owner| self.owners.get(owner))
            .is_some_and(|owner| is_called(owner, qualifier))
    }

    /// The columns of a source, for `t.*`; whether there may be others. `None` where there is no such source.
    pub fn all_of(&self, qualifier: &[String]) -> Option<(Vec<&Field>, bool)> {
        let mut scope = self;
        loop {
            if scope.owners.iter().any(|owner| is_called(owner, qualifier)) {
                let fields = scope.fields.iter().filter(|field| scope.owned(field, qualifier));
                let open = scope
                    .owners
                    .iter()
                    .any(|owner| owner.open && is_called(owner, qualifier));
                return Some((fields.collect(), open));
            }
            scope = scope.parent?;
        }
    }

    /// All names that can be written here, for "did you mean".
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut scope = Some(self);
        while let Some(here) = scope {
            names.extend(here.fields.iter().filter_map(|field| field.name.as_deref()));
            scope = here.parent;
        }
        names
    }
}

/// Whether `qualifier` may stand for the source: the end of its name.
fn is_called(owner: &Owner, qualifier: &[String]) -> bool {
    !owner.name.is_empty() && owner.name.ends_with(qualifier)
}

/// Names in lower case, as they are compared.
pub fn lower(names: &[Name<'_>]) -> Vec<String> {
    names.iter().map(|name| name.text.to_lowercase()).collect()
}
