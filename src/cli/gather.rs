//! From the command line to files: folders are walked, patterns filled in,
//! archives and JSON Lines told by their names. Nothing is opened here.

use super::input_args::{InputArgs, InputKind};
use crate::error::{Error, Result};
use crate::ingest::{SkipReason, Skipped, is_read_by_name};
use globset::GlobBuilder;
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A file that documents are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// A document; `-` is standard input.
    Document(PathBuf),
    /// A ZIP archive of documents.
    Archive(PathBuf),
    /// JSON Lines; `-` is standard input.
    Lines(PathBuf),
}

impl Source {
    /// The path as it was given or found.
    pub(super) fn path(&self) -> &PathBuf {
        let (Self::Document(path) | Self::Archive(path) | Self::Lines(path)) = self;
        path
    }

    fn of(path: PathBuf, kind: InputKind) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            _ if kind == InputKind::Jsonl => Self::Lines(path),
            "zip" => Self::Archive(path),
            "jsonl" | "ndjson" => Self::Lines(path),
            _ => Self::Document(path),
        }
    }
}

/// What the command line names.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// What is read, in order.
    pub(super) sources: Vec<Source>,
    /// What stands in a folder and is not read.
    pub(super) skipped: Vec<Skipped>,
    /// What was asked for and does not exist.
    pub(super) failed: Vec<Error>,
}

/// Patterns of `--exclude`.
pub(super) fn excludes(patterns: &[String]) -> Result<Gitignore> {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        let wrong = |error: ignore::Error| {
            let hint = "patterns are those of .gitignore: *.html, drafts/, /2010*";
            Error::usage(format!("--exclude {pattern}: {error}"), hint)
        };
        builder.add_line(None, pattern).map_err(wrong)?;
    }
    builder.build().map_err(|error| Error::usage(error.to_string(), "check the patterns of --exclude"))
}

/// Finds the files. `output` is never read.
pub(super) fn gather(args: &InputArgs, output: Option<&PathBuf>) -> Result<Gathered> {
    let exclude = excludes(&args.exclude)?;
    let output = output.and_then(|path| fs::canonicalize(path).ok());
    let mut found = Gathered::default();
    for path in &args.files {
        if path.as_os_str() == "-" {
            found.sources.push(Source::of(path.clone(), args.input));
        } else if path.is_dir() {
            walk(path, &exclude, output.as_deref(), args.input, &mut found);
        } else if !path.exists() && is_pattern(path) {
            fill_in(path, &exclude, args.input, &mut found)?;
        } else {
            found.sources.push(Source::of(path.clone(), args.input));
        }
    }
    if found.sources.iter().filter(|source| source.path().as_os_str() == "-").count() > 1 {
        return Err(Error::usage("standard input (-) is named twice", "it can be read once; save it to a file first"));
    }
    Ok(found)
}

fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains(['*', '?', '[', '{']))
}

/// All files below `root`, in the order of their names. Hidden files, and
/// those that an `.ignore` file names, are as good as not there.
fn files(root: &Path, exclude: &Gitignore, found: &mut Gathered) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut builder = WalkBuilder::new(root);
    builder.git_ignore(false).git_global(false).git_exclude(false).require_git(false);
    builder.sort_by_file_path(Path::cmp);
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let hint = "check who may read it";
                found.failed.push(Error::file(root.display().to_string(), error.to_string(), hint));
                continue;
            }
        };
        let kind = entry.file_type();
        let path = entry.into_path();
        if kind.is_none_or(|kind| kind.is_dir()) {
            continue;
        }
        if is_excluded(exclude, path.strip_prefix(root).unwrap_or(&path)) {
            found.skipped.push(skipped(&path, SkipReason::Excluded));
        } else if kind.is_some_and(|kind| kind.is_symlink()) {
            found.skipped.push(skipped(&path, SkipReason::Link));
        } else {
            files.push(path);
        }
    }
    files
}

/// True where a path, or a folder that it lies in, fits a pattern.
pub(super) fn is_excluded(exclude: &Gitignore, path: &Path) -> bool {
    let relative: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    !exclude.is_empty() && exclude.matched_path_or_any_parents(&relative, false).is_ignore()
}

fn skipped(path: &Path, reason: SkipReason) -> Skipped {
    Skipped { path: path.display().to_string(), reason }
}

fn walk(root: &Path, exclude: &Gitignore, output: Option<&Path>, kind: InputKind, found: &mut Gathered) {
    let before = found.sources.len();
    for path in files(root, exclude, found) {
        if output.is_some() && fs::canonicalize(&path).ok().as_deref() == output {
            found.skipped.push(skipped(&path, SkipReason::Output));
            continue;
        }
        match Source::of(path, kind) {
            Source::Document(path) if !is_read_by_name(&path.to_string_lossy()) => {
                found.skipped.push(skipped(&path, SkipReason::Format));
            }
            source => found.sources.push(source),
        }
    }
    if found.sources.len() == before {
        let hint = "name the files, or a folder that holds texts";
        found.failed.push(Error::file(root.display().to_string(), "holds no file that is read", hint));
    }
}

/// Files that fit a pattern, for shells that do not fill them in.
fn fill_in(pattern: &Path, exclude: &Gitignore, kind: InputKind, found: &mut Gathered) -> Result<()> {
    let shown = pattern.display().to_string();
    let glob = GlobBuilder::new(&pattern.to_string_lossy()).literal_separator(true).build();
    let glob = glob.map_err(|error| Error::usage(error.to_string(), "check the pattern"))?.compile_matcher();
    let fixed: PathBuf = pattern.components().take_while(|part| !is_pattern(Path::new(part.as_os_str()))).collect();
    let root = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed };
    let bare = |path: PathBuf| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
    let before = (found.sources.len(), found.skipped.len());
    if root.is_dir() {
        let all = files(&root, exclude, found).into_iter().map(bare);
        let fitting: Vec<Source> = all.filter(|path| glob.is_match(path)).map(|path| Source::of(path, kind)).collect();
        found.sources.extend(fitting);
        // What does not fit was not asked for, and is not said to be skipped.
        let left_out = found.skipped.split_off(before.1).into_iter();
        let left_out =
            left_out.map(|skipped| Skipped { path: bare(skipped.path.into()).display().to_string(), ..skipped });
        let left_out: Vec<Skipped> = left_out.filter(|skipped| glob.is_match(&skipped.path)).collect();
        found.skipped.extend(left_out);
    }
    if (found.sources.len(), found.skipped.len()) == before {
        found.failed.push(Error::file(
            shown,
            "no file fits the pattern",
            "check its spelling; ** stands for any folders",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excludes_are_those_of_gitignore() {
        let patterns: Vec<String> = ["*.html", "drafts/", "/2010*"].map(str::to_owned).to_vec();
        let exclude = excludes(&patterns).unwrap();
        for (path, expected) in [
            ("a/b.html", true),
            ("a/drafts/b.md", true),
            ("2010-budget.md", true),
            ("a/2010-budget.md", false),
            ("a/b.md", false),
            ("../drafts/x.md", true),
        ] {
            assert_eq!(is_excluded(&exclude, Path::new(path)), expected, "{path}");
        }
        assert!(excludes(&["a/{b".to_owned()]).is_err());
    }

    #[test]
    fn files_are_told_by_their_names() {
        let kinds = ["a.zip", "a.JSONL", "a.ndjson", "a.md", "-"].map(|path| Source::of(path.into(), InputKind::Auto));
        let [archive, one, two, text, input] = kinds;
        assert!(matches!(archive, Source::Archive(_)) && matches!(text, Source::Document(_)));
        assert!(matches!((one, two), (Source::Lines(_), Source::Lines(_))));
        assert!(matches!(input, Source::Document(_)));
        assert!(matches!(Source::of("-".into(), InputKind::Jsonl), Source::Lines(_)));
    }
}
