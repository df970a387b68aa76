//! What is tidied up where a run is stopped by Ctrl-C or asked to end: the hidden
//! file that was to become the output. The run then ends as it would have without this.
//!
//! Nothing can be done about a run that is killed; its hidden file stays, under a
//! name that nobody takes for the output.

use std::path::Path;

/// Removes the file at `path` where the run is stopped. Signals that the run was
/// started to ignore, as by `nohup` or in the background of a script, stay ignored.
#[cfg(unix)]
pub(super) fn remove_when_stopped(path: &Path) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let ignored = ignored_signals();
    let wanted = [SIGINT, SIGTERM].into_iter().filter(move |signal| ignored >> (signal - 1) & 1 == 0);
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let wait = move || {
        let Ok(mut signals) = Signals::new(wanted) else { return };
        for signal in signals.forever() {
            let _ = std::fs::remove_file(&path);
            let _ = emulate_default_handler(signal);
        }
    };
    // Where a thread cannot be had, the run is stopped as it always was.
    let _ = std::thread::Builder::new().name("stop".to_owned()).spawn(wait);
}

/// The signals that are ignored, one bit each from 1 on, where the system tells.
#[cfg(unix)]
fn ignored_signals() -> u64 {
    let about = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = about.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// Elsewhere the hidden file stays.
#[cfg(not(unix))]
pub(super) fn remove_when_stopped(_: &Path) {}
