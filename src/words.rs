//! Words and numbers as people read them.

/// A number of things: `1 task`, `2 tasks`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A count in at most five characters: `950`, `12.3k`, `4.56M`.
pub fn short(count: u64) -> String {
    let mut scaled = count as f64;
    for unit in ["", "k", "M", "G", "T"] {
        let digits = match scaled {
            _ if unit.is_empty() => 0,
            small if small < 9.995 => 2,
            middle if middle < 99.95 => 1,
            _ => 0,
        };
        if scaled < 999.5 {
            return format!("{scaled:.digits$}{unit}");
        }
        scaled /= 1000.0;
    }
    format!("{scaled:.0}P")
}

/// Why a search ended, for people; records keep the names that the solver gives.
pub fn stop_in_words(name: &str) -> &str {
    match name {
        "solved" => "programs found",
        "exhausted" => "nothing left",
        "out of ticks" => "budget used up",
        "out of memory" => "memory used up",
        "cancelled" => "stopped early",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_counts_stay_short() {
        let shown: Vec<String> = [0, 950, 9_999, 99_960, 999_499, 999_600, 12_345_678, u64::MAX].map(short).into();
        assert_eq!(shown, ["0", "950", "10.0k", "100k", "999k", "1.00M", "12.3M", "18447P"]);
    }
}
