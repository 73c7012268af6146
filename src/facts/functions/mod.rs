//! Functions that Athena has, as constants: nothing is parsed when the program starts.

mod a_to_i;
mod build;
mod geospatial;
mod j_to_z;

pub use geospatial::GEOSPATIAL;

use super::signature::Function;

/// The function of this name in lower case.
pub fn function(name: &str) -> Option<&'static Function> {
    let part = if name < "j" { a_to_i::A_TO_I } else { j_to_z::J_TO_Z };
    part.binary_search_by(|function| function.name.cmp(name))
        .ok()
        .and_then(|index| part.get(index))
}

/// All functions, sorted by name.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    a_to_i::A_TO_I.iter().chain(j_to_z::J_TO_Z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_every_function_is_found() {
        let names: Vec<&str> = functions().map(|function| function.name).collect();
        assert!(names.is_sorted() && GEOSPATIAL.is_sorted());
        assert_eq!(names.len(), 304);
        for name in names {
            assert!(function(name).is_some(), "{name}");
        }
        assert!(function("st_nothing").is_none());
    }
}
