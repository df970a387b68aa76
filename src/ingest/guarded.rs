//! Calls of libraries that a damaged file may make panic.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// True while a fault of a library must not be printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs a call of a library. Where it panics there is no result, and nothing
/// on the terminal: the other files still run.
pub(super) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |about| {
            if !QUIET.get() {
                usual(about);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(call)).ok();
    QUIET.set(before);
    result
}

#[cfg(test)]
mod tests {
    use super::{QUIET, guarded};

    #[test]
    fn a_panic_is_no_result_and_the_next_call_runs() {
        assert_eq!(guarded(|| guarded::<u8>(|| panic!("damaged")).is_none() && QUIET.get()), Some(true));
        assert!(!QUIET.get());
        assert_eq!(guarded(|| 7), Some(7));
    }
}
