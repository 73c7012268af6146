//! Work on all cores, where there is enough of it.

use rayon::prelude::*;

/// What `work` makes of each item, in order. A single item is worked on here: starting threads costs more than one spec
/// or stage.
///
/// # Errors
///
/// The first that `work` gives; what has not begun by then is left.
pub fn on_all_cores<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> anyhow::Result<R> + Send + Sync,
) -> anyhow::Result<Vec<R>> {
    if items.len() < 2 {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().map(work).collect()
    }
}
