//! Numbers as people type them: `1.5s`, `200ms`, `2m`; `50M` ticks; `512MiB`.

use std::time::Duration;

/// Reads a duration: a number with `ms`, `s`, `m` or `h`; without a unit it is seconds.
///
/// # Errors
/// A message if the text is not one, or the duration is zero.
pub fn duration(text: &str) -> Result<Duration, String> {
    let seconds = match split(text)? {
        (number, "ms") => number / 1000.0,
        (number, "" | "s") => number,
        (number, "m" | "min") => number * 60.0,
        (number, "h") => number * 3600.0,
        (_, unit) => return Err(format!("`{unit}` is not a unit of time; use ms, s, m or h")),
    };
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "the time must be more than zero".to_string())
}

/// Reads a count: a whole number, or a number with `k`, `M` or `G` (powers of a thousand).
///
/// # Errors
/// A message if the text is not one, or the count is zero.
pub fn count(text: &str) -> Result<u64, String> {
    let number = match split(text)? {
        (_, "") => return whole(text),
        (number, "k" | "K") => number * 1e3,
        (number, "M") => number * 1e6,
        (number, "G") => number * 1e9,
        (_, unit) => return Err(format!("`{unit}` is not a multiple; use k, M or G")),
    };
    whole(&format!("{number:.0}"))
}

/// Reads an amount of memory in bytes: a number with `K`, `M` or `G` (powers of 1024), with or without `iB` or `B`.
///
/// # Errors
/// A message if the text is not one, or the amount is zero.
pub fn bytes(text: &str) -> Result<u64, String> {
    let (number, unit) = split(text)?;
    let factor = match unit.trim_end_matches("iB").trim_end_matches('B') {
        "" => 1.0,
        "k" | "K" => 1024.0,
        "M" => 1024.0 * 1024.0,
        "G" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(format!("`{unit}` is not a unit of memory; use K, M or G")),
    };
    let bytes = number * factor;
    if bytes >= 1.0 { Ok(bytes as u64) } else { Err("the amount must be more than zero".to_string()) }
}

fn whole(text: &str) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(0) => Err("the number must be more than zero".to_string()),
        Ok(number) => Ok(number),
        Err(_) => Err(format!("`{text}` is not a whole number within bounds")),
    }
}

fn split(text: &str) -> Result<(f64, &str), String> {
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == '_';
    let (number, unit) = text.split_at(text.find(|letter| !is_number(letter)).unwrap_or(text.len()));
    let number = number.replace('_', "").parse().map_err(|_| format!("`{text}` does not begin with a number"))?;
    Ok((number, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        assert_eq!(duration("1s"), Ok(Duration::from_secs(1)));
        assert_eq!(duration("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("200ms"), Ok(Duration::from_millis(200)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        for wrong in ["", "s", "0", "-1s", "1 week", "1e999h"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn counts_have_multiples() {
        assert_eq!(count("1_000"), Ok(1000));
        assert_eq!(count("2.5M"), Ok(2_500_000));
        assert_eq!(count("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["0", "1.5", "-3", "3x", "99999999999999G"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn memory_is_binary() {
        assert_eq!(bytes("1G"), Ok(1 << 30));
        assert_eq!(bytes("512MiB"), Ok(512 << 20));
        assert_eq!(bytes("64KB"), Ok(64 << 10));
        assert!(bytes("0").is_err());
    }
}
