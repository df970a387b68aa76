//! Reading that ends with its deadline, whatever the file does to a reader.
//!
//! A reader of packed files hangs in a library that knows no clock. It works on
//! a thread of its own, which is left to itself when the time is over. It is no
//! limit on memory: those are `limits`.

use super::{ReadOptions, detect, read_bytes};
use crate::error::{Error, Result};
use crate::model::{Deadline, Document};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;

/// Texts of fewer bytes are read in less time than any deadline leaves.
const QUICK_BYTES: usize = 64 << 10;
/// A reader uses at most so many threads, for several may read at the same time.
const MOST_THREADS: usize = 4;

/// Reads a file that is in memory, and gives it up once the deadline of `options` is over.
///
/// # Errors
/// As [`read_bytes`], and where it is not read in time.
pub fn read_in_time(path: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Document> {
    let deadline = options.deadline;
    let is_quick = || {
        let format = detect::format(path, &bytes, options.format);
        bytes.len() < QUICK_BYTES && format.map_or(true, detect::is_text)
    };
    if deadline.left().is_none() || bytes.len() > options.limits.max_bytes || is_quick() {
        return read_bytes(path, &bytes, options);
    }
    let (name, options) = (path.to_owned(), options.clone());
    let threads = match rayon::current_thread_index() {
        Some(_) => rayon::current_num_threads(),
        None => thread::available_parallelism().map_or(1, usize::from),
    };
    let read = move || {
        // Pages are read in parallel. On threads that are shared, a file that
        // never ends would keep all others waiting.
        match rayon::ThreadPoolBuilder::new().num_threads(threads.min(MOST_THREADS)).build() {
            Ok(pool) => pool.install(|| read_bytes(&name, &bytes, &options)),
            Err(_) => read_bytes(&name, &bytes, &options),
        }
    };
    within(deadline, path, read)?
}

/// What `work` gives; an error once the time is over, while it may still go on.
fn within<T: Send + 'static>(deadline: Deadline, path: &str, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let Some(left) = deadline.left() else { return Ok(work()) };
    let (sender, receiver) = sync_channel(1);
    let started = thread::Builder::new().spawn(move || {
        // Nobody waits for what comes too late.
        let _ = sender.send(work());
    });
    started.map_err(|error| Error::usage(format!("cannot start a thread: {error}"), "try --threads 1"))?;
    receiver.recv_timeout(left).map_err(|error| match error {
        RecvTimeoutError::Timeout => Error::too_slow(path, deadline),
        RecvTimeoutError::Disconnected => {
            Error::file(path, "could not be read", "it may be damaged; save it again, or as text")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn work_that_never_ends_is_given_up() {
        let begun = Instant::now();
        let never = || loop {
            thread::sleep(Duration::from_secs(1));
        };
        let result: Result<()> = within(Deadline::after(Duration::from_millis(50)), "a.pdf", never);
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with("a.pdf: was not done within 0.05 s and is given up"), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(30), "it was waited for");
    }

    #[test]
    fn work_that_is_done_in_time_is_not_lost() {
        let in_time = Deadline::after(Duration::from_secs(3600));
        assert_eq!(within(in_time, "a.pdf", || 5).unwrap(), 5);
        assert_eq!(within(Deadline::default(), "a.pdf", || 6).unwrap(), 6);
    }

    #[test]
    fn a_fault_in_a_reader_is_an_error_of_its_file() {
        let in_time = Deadline::after(Duration::from_secs(3600));
        let result: Result<()> = within(in_time, "a.pdf", || std::panic::resume_unwind(Box::new(())));
        assert!(result.unwrap_err().to_string().starts_with("a.pdf: could not be read"));
    }

    #[test]
    fn a_text_of_any_size_is_read_the_same_with_a_deadline() {
        let options = ReadOptions { deadline: Deadline::after(Duration::from_secs(3600)), ..ReadOptions::default() };
        for times in [1, QUICK_BYTES] {
            let bytes = "We will. ".repeat(times).into_bytes();
            let plain = read_bytes("a.txt", &bytes, &ReadOptions::default()).unwrap();
            assert_eq!(read_in_time("a.txt", bytes, &options).unwrap().text, plain.text);
        }
    }
}
