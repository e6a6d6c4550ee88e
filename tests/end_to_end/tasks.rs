//! `arc show`, `arc run` and `arc explain`.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;

use crate::{FEW_TICKS, arc, folder, stdout, write_competition, write_noise};

const TINY: &str = r#"{"train": [{"input": [[1, 2], [3, 4]], "output": [[3, 1], [4, 2]]},
                                 {"input": [[5, 5]], "output": [[5], [6]]}],
                       "test": [{"input": [[7, 8, 9]], "output": [[7], [8], [9]]}]}"#;

#[test]
fn a_task_is_shown_as_digits_without_a_terminal() {
    let folder = folder();
    insta::assert_snapshot!(stdout(arc(folder.path()).args(["show", "gravity_down"])));
}

#[test]
fn a_task_is_shown_in_half_blocks_of_color() {
    let folder = folder();
    fs::write(folder.path().join("tiny.json"), TINY).unwrap();
    let mut command = arc(folder.path());
    command.args(["show", "tiny.json", "--color", "always"]).env("COLORTERM", "truecolor");
    insta::assert_snapshot!(stdout(&mut command).replace('\x1b', "␛"));
}

#[test]
fn color_can_be_forbidden() {
    let folder = folder();
    let show = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["show", "gravity_down"]).args(arguments).env("COLORTERM", "truecolor");
        command
    };
    let has_escape = contains("\x1b");
    show(&[]).env("CLICOLOR_FORCE", "1").assert().stdout(has_escape.clone());
    show(&[]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").assert().stdout(has_escape.clone().not());
    show(&["--color", "always"]).env("NO_COLOR", "1").assert().stdout(has_escape.clone());
    show(&["--color", "always", "--digits"]).assert().stdout(has_escape.clone().not());
    show(&["--color", "never"]).env("CLICOLOR_FORCE", "1").assert().stdout(has_escape.not());
}

#[test]
fn expected_outputs_stay_hidden_unless_asked_for() {
    let folder = folder();
    let show = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.args(arguments).args(["-", "--palette", "play"]).write_stdin(TINY);
        stdout(&mut command)
    };
    let test = |text: &str| text.split("test 1").nth(1).unwrap().to_string();
    assert_eq!(test(&show(&["show"])), "\ninput 3x1   output\n789         ?\n");
    assert_eq!(
        test(&show(&["show", "--reveal"])),
        "\ninput 3x1   output 1x3\n789         7\n            8\n            9\n"
    );
    let program = "transform(input, transpose)";
    assert!(test(&show(&["run", program])).starts_with(":\ninput"));
    assert!(test(&show(&["run", program, "--reveal"])).starts_with(": right\n"));
}

#[test]
fn a_task_is_found_by_id_path_or_on_standard_input() {
    let folder = folder();
    let challenges = write_competition(folder.path(), false);
    let by_id = stdout(arc(folder.path()).args(["show", "outline_objects"]));
    assert_eq!(stdout(arc(folder.path()).args(["show", "outline_objects", "--data"]).arg(&challenges)), by_id);
    arc(folder.path()).args(["show", "-"]).write_stdin(TINY).assert().success().stdout(contains("789"));

    let fails = |arguments: &[&str], code: i32, message: &str| {
        arc(folder.path()).args(arguments).assert().code(code).stderr(contains(message)).stdout("");
    };
    fails(&["show", "outline_object"], 66, "did you mean `outline_objects`?");
    fails(&["show", "nowhere.json"], 66, "nowhere.json");
    fails(&["show", "arc-agi_training_challenges.json"], 66, "holds 4 tasks");
    arc(folder.path()).args(["show", "-"]).write_stdin("[").assert().code(65).stderr(contains("stdin:1:"));
}

#[test]
fn pictures_are_the_same_every_time() {
    let folder = folder();
    let draw = |name: &str, more: &[&str]| {
        arc(folder.path()).args(["show", "gravity_down", "--png", name]).args(more).assert().success().stdout("");
        fs::read(folder.path().join(name)).unwrap()
    };
    let picture = draw("a.png", &[]);
    assert!(picture.starts_with(b"\x89PNG"));
    assert_eq!(draw("b.png", &[]), picture);
    assert_ne!(draw("c.png", &["--palette", "color-blind"]), picture);
    assert_ne!(draw("d.png", &["--reveal"]), picture);
    assert_ne!(draw("e.png", &["--digits"]), picture);
}

#[test]
fn a_program_is_judged_pair_by_pair() {
    let folder = folder();
    fs::write(folder.path().join("tiny.json"), TINY).unwrap();
    let mut command = arc(folder.path());
    command.args(["run", "transform(input, rotate90)", "tiny.json", "--steps"]);
    insta::assert_snapshot!(stdout(&mut command));
}

#[test]
fn a_program_comes_from_a_file_and_errors_have_a_place() {
    let folder = folder();
    fs::write(folder.path().join("good.arc"), "# turn it\ntransform(input, rotate90)\n").unwrap();
    fs::write(folder.path().join("bad.arc"), "transform(input,\n  red)\n").unwrap();
    let run = |program: &str| arc(folder.path()).args(["run", program, "gravity_down"]).assert();
    run("@good.arc").success().stdout(contains("fits 0 of"));
    run("@bad.arc").code(65).stderr(contains("bad.arc:2:3: expected Transform, found Color\n    red)\n    ^"));
    run("transform(input").code(65).stderr(contains("1:16: expected").and(contains("\n                 ^")));
    run("@missing.arc").code(66).stderr(contains("missing.arc"));
}

#[test]
fn an_explanation_tells_of_the_search() {
    let folder = folder();
    let text = stdout(arc(folder.path()).args(["explain", "kaleidoscope_tile", "--ticks", FEW_TICKS]));
    assert!(text.contains("search ended: "), "{text}");
    assert!(text.contains("attempt 2: "), "{text}");
    let attempts = text.lines().filter(|line| line.starts_with("attempt"));
    assert!(attempts.clone().count() == 2 && attempts.clone().all(|line| !line.contains(", right")), "{text}");
    let noise = write_noise(folder.path());
    let mut explain = arc(folder.path());
    explain.arg("explain").arg(noise).args(["--ticks", FEW_TICKS, "--reveal", "--png", "noise.png"]);
    let text = stdout(&mut explain);
    assert!(text.contains("no program fits all pairs"), "{text}");
    assert!(fs::read(folder.path().join("noise.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn an_explanation_names_who_answered() {
    let folder = folder();
    for predictor in ["forest", "network"] {
        let alone = ["--no-search", "--predictors", predictor, "--network-time", "1s", "--orientations", "1"];
        let mut explain = arc(folder.path());
        explain.args(["explain", "plus_around_dots"]).args(alone);
        let text = stdout(&mut explain);
        assert!(text.contains(&format!("attempt 1: {predictor}, ")), "{predictor}: {text}");
        assert!(text.contains("no search for programs; "), "{text}");
        let mut solve = arc(folder.path());
        solve.args(["solve", "--task", "plus_around_dots"]).args(alone);
        let text = stdout(&mut solve);
        assert!(text.contains(&format!("  {predictor}, ")), "{predictor}: {text}");
        assert!(text.contains(&format!("first attempts right: {predictor}: ")), "{predictor}: {text}");
    }
}

#[test]
fn a_near_miss_is_judged_like_any_program() {
    let folder = folder();
    let noise = write_noise(folder.path());
    let mut explain = arc(folder.path());
    explain.arg("explain").arg(noise).args(["--ticks", FEW_TICKS, "--no-network"]);
    let text = stdout(&mut explain);
    let attempt = text.lines().find(|line| line.starts_with("attempt 1: ")).unwrap();
    let (verdict, program) = attempt.strip_prefix("attempt 1: ").unwrap().split_once("; ").unwrap();
    let judged = stdout(arc(folder.path()).args(["run", program, "noise.json"]));
    assert!(verdict.starts_with("fits 0 of 4 pairs"), "{attempt}");
    assert!(judged.contains("fits 0 of 4 pairs, "), "{judged}");
}
