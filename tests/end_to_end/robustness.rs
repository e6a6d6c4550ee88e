//! Whatever is typed or piped in, the binary answers with an exit code of its own and never panics.

use proptest::prelude::*;
use proptest::sample::select;

use crate::{arc, folder};

/// Pieces of programs, most of them right on their own.
fn program_text() -> impl Strategy<Value = String> {
    let mut words: Vec<String> = arc_dsl::Primitive::all().iter().map(|primitive| primitive.name.to_string()).collect();
    let others = "( ) [ ] , -> = let in if then else input x p red up rotate90 mono4 true 0 1 -3 2x2 (1,2) {12|34} \
                  mask{#.} plane{1 -2} @(1,1) # { | } é \u{0} 99999999999";
    words.extend(others.split(' ').map(String::from));
    let call = select(arc_dsl::PrimitiveId::all().collect::<Vec<_>>()).prop_map(|id| {
        let arguments: Vec<&str> = id.get().parameters.iter().map(|_| "input").collect();
        format!("{}({})", id.get().name, arguments.join(", "))
    });
    prop_oneof![prop::collection::vec(select(words), 0..12).prop_map(|words| words.join(" ")), call, any::<String>(),]
}

/// Texts that are nearly tasks.
fn task_text() -> impl Strategy<Value = String> {
    let whole = r#"{"train": [{"input": [[1, 2]], "output": [[2, 1]]}], "test": [{"input": [[3, 4]]}]}"#;
    prop_oneof![
        (0..whole.len(), any::<char>()).prop_map(move |(at, letter)| format!(
            "{}{letter}{}",
            &whole[..at],
            &whole[at + 1..]
        )),
        (0..=whole.len()).prop_map(move |end| whole[..end].to_string()),
        any::<String>(),
        Just(format!("{}{}", "[".repeat(5000), "]".repeat(5000))),
    ]
}

fn check(mut command: assert_cmd::Command) {
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 2 | 65 | 66)), "{code:?}: {error}");
    assert!(!error.contains("panicked"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_program_is_run_or_refused(text in program_text()) {
        let folder = folder();
        // A program must not pass for an option, and no argument can hold a zero byte.
        let text = format!(" {}", text.replace('\0', ""));
        let mut command = arc(folder.path());
        command.args(["run", &text, "gravity_down", "--steps", "--reveal"]);
        check(command);
    }

    #[test]
    fn any_task_is_shown_or_refused(text in task_text()) {
        let folder = folder();
        let mut command = arc(folder.path());
        command.args(["show", "-"]).write_stdin(text);
        check(command);
    }

    #[test]
    fn any_submission_is_checked_or_refused(text in task_text()) {
        let folder = folder();
        std::fs::write(folder.path().join("submission.json"), text).unwrap();
        let mut command = arc(folder.path());
        command.args(["validate", "submission.json"]);
        check(command);
    }
}
