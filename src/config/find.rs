//! Where the settings of a text stand: the first `moneymouth.toml` from its
//! folder upwards.

use crate::check::plain_path;
use std::path::{Component, Path, PathBuf};

/// The name of the file.
pub const FILE_NAME: &str = "moneymouth.toml";

/// The file of settings for a text: its path, and the path as it is shown,
/// which is told from the working folder. `None` where there is none.
pub fn find(document: &Path) -> Option<(PathBuf, String)> {
    let here = std::env::current_dir().ok()?;
    let document = plain_path(&std::path::absolute(document).ok()?);
    let found = document.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())?;
    let shown = shown_from(&here, &found);
    Some((found, shown))
}

/// A path as it is written from a folder: `drafts/a.md`, `../a.md`; the whole
/// path where it lies elsewhere.
fn shown_from(here: &Path, path: &Path) -> String {
    let folder = path.parent().unwrap_or(path);
    let shown = match (path.strip_prefix(here), here.strip_prefix(folder)) {
        (Ok(below), _) => below.to_owned(),
        (_, Ok(down)) => {
            let up: PathBuf = down.components().map(|_| Component::ParentDir).collect();
            up.join(path.file_name().unwrap_or_default())
        }
        _ => path.to_owned(),
    };
    shown.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_file_upwards_is_found_and_shown_from_here() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("drafts/late");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(folder.path().join(FILE_NAME), "").unwrap();
        let draft = inner.join("a.md");
        assert_eq!(find(&draft).unwrap().0, folder.path().join(FILE_NAME));
        std::fs::write(folder.path().join("drafts").join(FILE_NAME), "").unwrap();
        assert_eq!(find(&draft).unwrap().0, folder.path().join("drafts").join(FILE_NAME));
        let shown = |here: &str| shown_from(Path::new(here), Path::new("/a/b/moneymouth.toml"));
        assert_eq!(
            [shown("/a"), shown("/a/b"), shown("/a/b/c/d")],
            ["b/moneymouth.toml", "moneymouth.toml", "../../moneymouth.toml"]
        );
        assert_eq!(shown("/x"), "/a/b/moneymouth.toml");
    }
}
