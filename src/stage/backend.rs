//! Where Terraform keeps a stage's state.

use indexmap::IndexMap;

use crate::facts::{STATE_LOCATIONS, StateLocation};
use crate::source::{Place, stays_inside};
use crate::spec::Scalar;

/// Where Terraform keeps the state.
#[derive(Debug, Clone)]
pub struct Backend {
    /// Kind, such as `s3`.
    pub kind: String,
    /// Its arguments: defaults first where the spec gives none, then the spec's, in order.
    pub arguments: IndexMap<String, Scalar>,
    /// Where the spec gives an argument: the value's place.
    pub places: IndexMap<String, Place>,
    /// Where its table stands.
    pub place: Place,
}

impl Backend {
    /// Where the state lies: two stacks with equal answers have one state. `None` where a file in the stack's own folder
    /// holds it, and where the environment or `-backend-config` may still decide.
    pub fn state(&self) -> Option<Vec<String>> {
        let location = self.location()?;
        if self.is_own_file() {
            return None;
        }
        let mut state = vec![self.kind.clone()];
        for (argument, default) in location.store.iter().chain(location.state) {
            let given = self.arguments.get(*argument).map(text);
            let value = given.or_else(|| default.map(str::to_owned))?;
            state.push(value.trim_matches('/').to_owned());
        }
        Some(state)
    }

    /// The first argument of those that tell this state from others in the same store that the spec gives.
    pub fn written_state(&self) -> Option<&'static str> {
        let location = self.location().filter(|_| !self.is_own_file())?;
        let arguments = location.state.iter().map(|(argument, _)| *argument);
        arguments
            .into_iter()
            .find(|argument| self.places.contains_key(*argument))
    }

    /// The argument that tells states in one store apart, given or not.
    pub fn state_argument(&self) -> Option<&'static str> {
        let (argument, _) = self.location()?.state.first()?;
        Some(argument)
    }

    fn location(&self) -> Option<&'static StateLocation> {
        STATE_LOCATIONS.iter().find(|location| location.backend == self.kind)
    }

    /// Whether the state is a file in the stack's own folder, which no other stack has.
    fn is_own_file(&self) -> bool {
        let path = self.arguments.get("path").map(text);
        self.kind == "local" && path.is_none_or(|path| stays_inside(path.as_ref()))
    }
}

fn text(value: &Scalar) -> String {
    match value {
        Scalar::Boolean(value) => value.to_string(),
        Scalar::Integer(value) => value.to_string(),
        Scalar::String(value) => value.clone(),
    }
}
