//! Numbers as people type them: `1.5s`, `200ms`, `1h30m`; `50M` ticks; `512MiB`.

use std::time::Duration;

use parse_size::{ByteSuffix, Config};

/// The least time that a limit can ask for.
const LEAST_TIME: Duration = Duration::from_millis(1);

/// Reads a duration: numbers with `ms`, `s`, `m` or `h`, as `humantime` reads them; a number alone is seconds.
///
/// # Errors
/// A message if the text is not one, or the duration is less than a millisecond.
pub fn duration(text: &str) -> Result<Duration, String> {
    let unit = if text.ends_with(|letter: char| letter.is_ascii_digit()) { "s" } else { "" };
    match humantime::parse_duration(&format!("{text}{unit}")) {
        Ok(Duration::ZERO) => Err("the time must be more than zero".to_string()),
        Ok(duration) if duration < LEAST_TIME => Err("less than a millisecond is no use".to_string()),
        Ok(duration) => Ok(duration),
        Err(error) => Err(format!("{error}; write for instance 500ms, 10s or 1h30m")),
    }
}

/// Reads a count: a number, also with `k`, `M` or `G` (powers of a thousand).
///
/// # Errors
/// A message if the text is not one, or the count is zero.
pub fn count(text: &str) -> Result<u64, String> {
    match Config::new().with_decimal().with_byte_suffix(ByteSuffix::Deny).parse_size(text) {
        Ok(0) => Err("the number must be more than zero".to_string()),
        Ok(count) => Ok(count),
        Err(error) => Err(format!("{error}; write for instance 500, 200k or 70M")),
    }
}

/// The least memory that a limit can ask for.
const LEAST_BYTES: u64 = 1 << 20;

/// Reads an amount of memory in bytes: a number with `K`, `M` or `G` (powers of 1024), with or without `iB` or `B`.
///
/// # Errors
/// A message if the text is not one, or the amount is less than a megabyte: more likely the unit was forgotten.
pub fn bytes(text: &str) -> Result<u64, String> {
    match Config::new().with_binary().parse_size(text) {
        Ok(0) => Err("the amount must be more than zero".to_string()),
        Ok(bytes) if bytes < LEAST_BYTES => {
            Err("less than a megabyte is no use; write for instance 512M or 4G".to_string())
        }
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(format!("{error}; write for instance 512M or 4G")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        assert_eq!(duration("1s"), Ok(Duration::from_secs(1)));
        assert_eq!(duration("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(duration("1.5s"), Ok(Duration::from_millis(1500)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(duration("1h30m"), Ok(Duration::from_secs(5400)));
        for wrong in ["", "s", "0", "0s", "1ns", "999us", "-1s", "1 fortnight", "1e999h"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn counts_have_multiples() {
        assert_eq!(count("1_000"), Ok(1000));
        assert_eq!(count("70M"), Ok(70_000_000));
        assert_eq!(count("2.5M"), Ok(2_500_000));
        assert_eq!(count("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["", "0", "-3", "3x", "3MB", "99999999999999G"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn memory_is_binary() {
        assert_eq!(bytes("1G"), Ok(1 << 30));
        assert_eq!(bytes("350M"), Ok(350 << 20));
        assert_eq!(bytes("512MiB"), Ok(512 << 20));
        assert_eq!(bytes("2048KB"), Ok(2 << 20));
        assert_eq!(bytes("1048576"), Ok(1 << 20));
        for wrong in ["0", "1", "350", "1k", "1023KiB", "M", "-1M", "99999999999T"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }
}
