//! A setting's way: the stage, then `[defaults]`, then what kickstart says.

use crate::spec::{Setting, Settings};
use crate::stage::Sourced;

use super::{Resolver, written};

/// A setting's way: the stage, then `[defaults]`, then what kickstart says.
pub(super) struct Chain<'a> {
    pub(super) resolver: &'a Resolver<'a>,
    pub(super) stage: &'a str,
    pub(super) own: &'a Settings,
    pub(super) defaults: &'a Settings,
}

impl Chain<'_> {
    pub(super) fn get<T>(&self, key: &str, get: impl Fn(&Settings) -> Option<T>) -> Option<Sourced<T>> {
        let tree = self.resolver.tree;
        match (get(self.own), get(self.defaults)) {
            (Some(value), _) => Some(written(value, tree.value_place(&["stages", self.stage, key]))),
            (None, Some(value)) => Some(written(value, tree.value_place(&["defaults", key]))),
            (None, None) => None,
        }
    }

    /// A setting that a stage can take back.
    pub(super) fn text(&self, key: &str, get: impl Fn(&Settings) -> Option<&Setting>) -> Option<Sourced<String>> {
        let setting = self.get(key, |settings| get(settings).cloned())?;
        let value = setting.as_str()?.to_owned();
        Some(written(value, setting.place))
    }

    pub(super) fn or<T>(&self, key: &str, default: T, get: impl Fn(&Settings) -> Option<T>) -> Sourced<T> {
        self.get(key, get).unwrap_or_else(|| Sourced {
            value: default,
            place: self.resolver.header(self.stage),
            written: false,
        })
    }
}
