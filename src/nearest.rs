//! Proposals for a name that does not exist.

/// `; did you mean `a` or `b`?` with the most similar of the known names, or nothing if none is similar.
pub fn proposal<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    const ENOUGH: f64 = 0.75;
    const MOST: usize = 3;
    let mut ranked: Vec<(f64, &str)> = known
        .map(|other| {
            let is_part = name.len() >= 3 && (other.contains(name) || name.contains(other));
            (strsim::jaro_winkler(name, other).max(if is_part { ENOUGH } else { 0.0 }), other)
        })
        .filter(|(similarity, _)| *similarity >= ENOUGH)
        .collect();
    ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    let quoted: Vec<String> = ranked.into_iter().take(MOST).map(|(_, other)| format!("`{other}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => format!("; did you mean {last}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_proposed() {
        let known = || ["transform", "transforms", "paint_by", "first"].into_iter();
        assert_eq!(proposal("tranform", known()), "; did you mean `transform` or `transforms`?");
        assert_eq!(proposal("paint", known()), "; did you mean `paint_by`?");
        assert_eq!(proposal("zzz", known()), "");
    }
}
