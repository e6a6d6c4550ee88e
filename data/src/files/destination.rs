//! The door out of the crate: [`replace_file`] writes everything that the program makes, and loses nothing of what was there.
//!
//! A path is taken for what it names. A symbolic link is followed. A file is replaced as a whole; it keeps mode and owner, while
//! another name of the same file (a hard link) keeps the old content. What is no file (a device, a pipe, `/proc/self/fd/1`)
//! is written to as it is. [`set_aside`] keeps a file under another name before it is replaced.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Links to follow, at most; more are a circle. As many as Linux follows.
const MOST_LINKS: usize = 40;

/// What a path leads to, symbolic links followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// A file, or nothing yet.
    File(PathBuf),
    /// A device, a pipe, or a file that is open already (`/dev/stdout`): it can be written to once, from the beginning to
    /// the end, and not replaced.
    Stream(PathBuf),
}

impl Destination {
    /// What the path leads to.
    ///
    /// # Errors
    /// If it is a folder or a circle of links, or cannot be looked at, or is a stream that must not be written to.
    pub fn of(path: &Path) -> io::Result<Destination> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Ok(target) = fs::read_link(&path) else { return Destination::of_no_link(path) };
            let folder = fs::canonicalize(folder_of(&path))?;
            // What these links say is for people; they lead to what is open, whatever its name.
            if folder.starts_with("/proc") {
                return Ok(Destination::Stream(folder.join(path.file_name().unwrap_or_default())));
            }
            path = folder.join(target);
        }
        Err(io::Error::other("too many symbolic links, one leading to the next"))
    }

    fn of_no_link(path: PathBuf) -> io::Result<Destination> {
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => {
                // Such are written to at the end of a run, when it is too late to find out.
                #[cfg(target_os = "linux")]
                rustix::fs::access(&path, rustix::fs::Access::WRITE_OK)?;
                Ok(Destination::Stream(path))
            }
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(Destination::File(path)),
        }
    }
}

/// Writes a file so that at any moment, also after a loss of power, it is there as a whole: either the old one or the new one.
/// The bytes go to a file without a name in the same folder, which takes the place of the old one once they are on the disk,
/// so that none is left over if the process is killed. What is no file is written to as it is.
///
/// # Errors
/// If the folder is not there, or it or the file cannot be written to, or the disk is full; the old file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match Destination::of(path)? {
        Destination::File(path) => replace(&path, bytes),
        // At the end, in case that it is a file which others write to.
        Destination::Stream(path) => OpenOptions::new().append(true).open(path)?.write_all(bytes),
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Whoever may write to the folder could replace what he must not write to.
    let old = match OpenOptions::new().write(true).open(path) {
        Ok(file) => Some(file.metadata()?),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let folder = folder_of(path);
    let mut builder = Builder::new();
    builder.prefix(".arc-").suffix(".tmp");
    // The usual rights, as far as the user's mask allows, instead of those of a secret.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let written: io::Result<_> = write_unnamed(folder, bytes, old.as_ref(), &builder).or_else(|first| {
        let named = builder.tempfile_in(folder).map_err(|second| {
            // The second one names a file that nobody has asked for, and no number of the system.
            if first.kind() == second.kind() { first } else { second.kind().into() }
        })?;
        write_all(named.as_file(), bytes, old.as_ref())?;
        Ok(named.into_temp_path())
    });
    written?.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Puts the bytes on the disk, into a file with mode and owner of the old one.
fn write_all(mut file: &File, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    if let Some(old) = old {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only the superuser gives files away; a group can be kept by its members.
            if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
                let _ = fchown(file, None, Some(old.gid()));
            }
        }
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file that has no name until it is complete, and gives it a temporary one.
#[cfg(target_os = "linux")]
fn write_unnamed(
    folder: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
    builder: &Builder<'_, '_>,
) -> io::Result<tempfile::TempPath> {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use std::os::fd::AsRawFd;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let file = File::from(open(folder, flags, Mode::from_raw_mode(0o666))?);
    write_all(&file, bytes, old)?;
    let own_name = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link = |path: &Path| Ok(linkat(CWD, &*own_name, CWD, path, AtFlags::SYMLINK_FOLLOW)?);
    let named: NamedTempFile<()> = builder.make_in(folder, link)?;
    // Some file systems (btrfs) put nothing on the disk that has no name.
    file.sync_data()?;
    Ok(named.into_temp_path())
}

#[cfg(not(target_os = "linux"))]
fn write_unnamed(_: &Path, _: &[u8], _: Option<&Metadata>, _: &Builder<'_, '_>) -> io::Result<tempfile::TempPath> {
    Err(ErrorKind::Unsupported.into())
}

/// Keeps what a path leads to under a name of its own beside it, before it is replaced: `a.json.~1~`, the next time
/// `a.json.~2~`, as `cp --backup=numbered` does. Returns the copy; none if there is nothing to keep: no file, or an empty one.
/// What the last copy holds is not kept twice.
///
/// # Errors
/// If the copy cannot be made.
pub fn set_aside(path: &Path) -> io::Result<Option<PathBuf>> {
    let Destination::File(path) = Destination::of(path)? else { return Ok(None) };
    if fs::metadata(&path).map_or(0, |found| found.len()) == 0 {
        return Ok(None);
    }
    let mut last: Option<PathBuf> = None;
    for number in 1_u64.. {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".~{number}~"));
        let copy = path.with_file_name(name);
        if copy.symlink_metadata().is_ok() {
            last = Some(copy);
            continue;
        }
        if let Some(last) = &last
            && fs::read(last).ok() == Some(fs::read(&path)?)
        {
            return Ok(Some(last.clone()));
        }
        // The file is replaced and never changed, so another name keeps its content.
        match fs::hard_link(&path, &copy) {
            Ok(()) => {}
            // Somebody else was faster.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            // Not every file system has hard links.
            Err(_) => replace(&copy, &fs::read(&path)?)?,
        }
        sync_folder(folder_of(&path))?;
        return Ok(Some(copy));
    }
    unreachable!("numbers do not end")
}

/// Puts the names of a folder's files on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot sync folders.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        // A folder that may be written to, but not read.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for text in ["a long text", "short"] {
            replace_file(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn what_cannot_be_replaced_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("taken/by a folder")).unwrap();
        assert!(replace_file(&folder.path().join("taken"), b"text").is_err());
        assert_eq!(names(folder.path()), ["taken"]);
        let missing = replace_file(&folder.path().join("missing/a.txt"), b"text").unwrap_err();
        assert_eq!(missing.to_string(), io::Error::from_raw_os_error(2).to_string());
        assert!(replace_file(Path::new(""), b"text").is_err());
    }

    #[test]
    fn a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let [path, usual] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&usual, "text").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        replace_file(&path, b"text").unwrap();
        assert_eq!(mode(&path), mode(&usual));
        for rights in [0o600, 0o640, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(rights)).unwrap();
            replace_file(&path, b"text").unwrap();
            assert_eq!(mode(&path) & 0o7777, rights);
        }
    }

    #[test]
    fn a_file_without_a_name_is_as_good_as_a_named_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a".repeat(255));
        replace_file(&path, b"first").unwrap();
        let first = fs::metadata(&path).unwrap().ino();
        replace_file(&path, b"second").unwrap();
        assert_ne!(fs::metadata(&path).unwrap().ino(), first);
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[test]
    fn links_are_followed_and_stay() {
        let folder = tempfile::tempdir().unwrap();
        let [target, far, near, hanging] = ["target", "far", "near", "hanging"].map(|name| folder.path().join(name));
        fs::write(&target, "old").unwrap();
        symlink("target", &far).unwrap();
        symlink(&far, &near).unwrap();
        symlink("new", &hanging).unwrap();
        replace_file(&near, b"text").unwrap();
        replace_file(&hanging, b"text").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "text");
        assert_eq!(fs::read_to_string(folder.path().join("new")).unwrap(), "text");
        assert!([far, near, hanging].iter().all(|link| link.is_symlink()));
        let circle = folder.path().join("circle");
        symlink("circle", &circle).unwrap();
        assert!(replace_file(&circle, b"text").is_err());
        assert!(circle.is_symlink());
    }

    #[test]
    fn another_name_keeps_the_old_content() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&path, "old").unwrap();
        fs::hard_link(&path, &other).unwrap();
        replace_file(&path, b"new").unwrap();
        assert_eq!([&path, &other].map(|path| fs::read_to_string(path).unwrap()), ["new", "old"]);
    }

    #[test]
    fn what_is_set_aside_stays() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["a", "link"].map(|name| folder.path().join(name));
        symlink("a", &link).unwrap();
        assert_eq!(set_aside(&path).unwrap(), None);
        for text in ["", "first", "second", "second"] {
            replace_file(&path, text.as_bytes()).unwrap();
            set_aside(&link).unwrap();
        }
        replace_file(&path, b"third").unwrap();
        assert_eq!(names(folder.path()), ["a", "a.~1~", "a.~2~", "link"]);
        let texts = ["a", "a.~1~", "a.~2~"].map(|name| fs::read_to_string(folder.path().join(name)).unwrap());
        assert_eq!(texts, ["third", "first", "second"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_open_is_written_to_as_it_is() {
        use std::os::fd::AsRawFd;
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["log", "link"].map(|name| folder.path().join(name));
        fs::write(&path, "first ").unwrap();
        let file = File::options().append(true).open(&path).unwrap();
        let number = file.as_raw_fd();
        symlink(format!("/proc/self/fd/{number}"), &link).unwrap();
        let open = PathBuf::from(format!("/proc/{}/fd/{number}", std::process::id()));
        assert_eq!(Destination::of(&link).unwrap(), Destination::Stream(open));
        for path in [link.clone(), format!("/dev/fd/{number}").into()] {
            replace_file(&path, b"text ").unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "first text text ");
        assert!(link.is_symlink());
    }
}
