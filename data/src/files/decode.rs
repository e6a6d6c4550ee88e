//! From the bytes of a file to its text: gzip is unpacked, and what is no UTF-8 text at all is called by its name.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;

use crate::files::located::{LoadError, not_utf8};

/// The most that a compressed file may hold.
const MOST_BYTES: u64 = 1 << 28;

/// How files begin that are no text, or not the text that was meant, and what to say of them.
const KINDS: [(&[u8], &str); 9] = [
    (b"version https://git-lfs", "a Git LFS pointer, not the file itself; `git lfs pull` fetches that"),
    (b"\xff\xfe", "UTF-16, where UTF-8 is wanted"),
    (b"\xfe\xff", "UTF-16, where UTF-8 is wanted"),
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"\xfd7zXZ\0", "compressed with xz; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"<!DOCTYPE", "an HTML page, not the file itself"),
    (b"<html", "an HTML page, not the file itself"),
];

/// The text in some bytes, unpacked if they are gzip.
///
/// # Errors
/// If they are of another kind, or where they stop being UTF-8.
pub(crate) fn decode(name: &str, bytes: Vec<u8>) -> Result<String, LoadError> {
    decode_within(name, bytes, MOST_BYTES)
}

fn decode_within(name: &str, bytes: Vec<u8>, most: u64) -> Result<String, LoadError> {
    const GZIP: &[u8] = b"\x1f\x8b";
    let fails = |message: &str| Err(LoadError::whole_file(name, message));
    let mut bytes = bytes;
    if bytes.starts_with(GZIP) {
        let mut unpacked = Vec::new();
        // Members may follow each other. One byte more than allowed tells that there is more.
        let mut decoder = MultiGzDecoder::new(Cursor::new(bytes)).take(most + 1);
        if let Err(error) = decoder.read_to_end(&mut unpacked) {
            return fails(&format!("cannot be unpacked: {error}"));
        }
        if unpacked.len() as u64 > most {
            return fails(&format!("more than {} MiB once unpacked", most >> 20));
        }
        if unpacked.starts_with(GZIP) {
            return fails("compressed twice; unpack it first");
        }
        bytes = unpacked;
    }
    if let Some((_, message)) = KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return fails(message);
    }
    // Without a mark at its beginning, UTF-16 has a zero in every letter of ASCII.
    if matches!(bytes[..], [0, b'{' | b'[', ..] | [b'{' | b'[', 0, ..]) {
        return fails("UTF-16, where UTF-8 is wanted");
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> String {
        decode_within("x", bytes, 1 << 20).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn gzip_is_unpacked_as_far_as_it_is_whole_and_small() {
        assert_eq!(read(packed(b"text")), "text");
        assert_eq!(read([packed(b"te"), packed(b"xt")].concat()), "text");
        assert_eq!(read(packed(&[b' '; 1 << 20])).len(), 1 << 20);
        assert_eq!(read(packed(&[b' '; (1 << 20) + 1])), "x: more than 1 MiB once unpacked");
        assert_eq!(read(packed(&vec![b' '; 1 << 26])), "x: more than 1 MiB once unpacked");
        assert_eq!(read(packed(&packed(b"text"))), "x: compressed twice; unpack it first");
        let whole = packed(b"some text");
        assert!(read(whole[..whole.len() - 1].to_vec()).starts_with("x: cannot be unpacked: "));
        let mut flipped = whole;
        flipped[14] ^= 1;
        assert!(read(flipped).starts_with("x: cannot be unpacked: "));
        assert!(read(b"\x1f\x8b".to_vec()).starts_with("x: cannot be unpacked: "));
        assert_eq!(read(packed(b"a\xe4")), "x:1:2: not UTF-8");
    }

    #[test]
    fn other_kinds_are_called_by_their_names() {
        let utf16 = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(to).collect() };
        for (bytes, name) in [
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".to_vec(), "Git LFS pointer"),
            (utf16("\u{feff}{}", u16::to_le_bytes), "UTF-16"),
            (utf16("\u{feff}{}", u16::to_be_bytes), "UTF-16"),
            (utf16("{}", u16::to_le_bytes), "UTF-16"),
            (utf16("[]", u16::to_be_bytes), "UTF-16"),
            (b"PK\x03\x04abc".to_vec(), "zip"),
            (packed(b"PK\x03\x04abc"), "zip"),
            (b"<!DOCTYPE html>".to_vec(), "HTML"),
        ] {
            let message = read(bytes);
            assert!(message.starts_with("x: ") && message.contains(name), "{message}");
        }
        assert_eq!(read(b"{\0".to_vec()), "x: UTF-16, where UTF-8 is wanted");
        assert_eq!(read(b"{}".to_vec()), "{}");
    }
}
