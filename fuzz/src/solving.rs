//! What is done with the bytes of a fuzzer where network or solver take part.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use data::{Dataset, Pair, Task};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};
use transducer::{Checkpoint, Guide, Stored};

use crate::common::Choices;
use crate::request::{self, Helpers, Request};
use crate::run::record::TaskRecord;
use crate::run::verify::verify;
use crate::texts::{Target, choices};

/// The targets, by name.
pub const TARGETS: [(&str, Target); 3] = [("results", results), ("stored", stored), ("solve", solve)];

static BUILT_IN: LazyLock<Dataset> = LazyLock::new(Dataset::built_in);

/// Result files: what is read is checked within bounded work, and what a check confirms is what the file says.
pub fn results(bytes: &[u8]) {
    let Ok(record) = serde_json::from_slice::<TaskRecord>(bytes) else { return };
    let text = serde_json::to_string(&record).expect("it was JSON");
    let again: TaskRecord = serde_json::from_str(&text).expect("it was just written");
    // Numbers that are not finite are written as null.
    assert_eq!(again.attempts.len(), record.attempts.len());
    record.answered_by();
    record.attempts.iter().flatten().for_each(|attempt| assert!(!attempt.reason().is_empty()));
    let Some(task) = BUILT_IN.task(&record.id) else { return };
    let verdict = verify(&record, task, None, 1_000_000);
    assert!(verdict.lies.iter().chain(&verdict.unchecked).all(|reason| !reason.is_empty()));
}

/// Networks and guides: sealed anew after the fuzzer has changed them, or as they are.
pub fn stored(bytes: &[u8]) {
    let Some((&kind, bytes)) = bytes.split_first() else { return };
    let sealed = if kind & 2 == 0 { resealed(bytes) } else { None };
    let bytes = sealed.as_deref().unwrap_or(bytes);
    if kind & 1 == 0 {
        if let Ok(checkpoint) = Checkpoint::from_bytes(bytes) {
            let written = checkpoint.to_bytes();
            assert!(Checkpoint::from_bytes(&written).is_ok(), "it is not read as it was written");
        }
    } else if let Ok(guide) = Guide::from_bytes(bytes) {
        let written = guide.to_bytes();
        assert!(Guide::from_bytes(&written).is_ok(), "it is not read as it was written");
    }
}

/// The same file with a checksum that is right; `None` if it is of another format.
fn resealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, metadata) = SafeTensors::read_metadata(bytes).ok()?;
    let text = metadata.metadata().as_ref()?.get("arc")?.clone();
    let tensors = SafeTensors::deserialize(bytes).ok()?;
    let mut views: Vec<(&str, TensorView)> = tensors.iter().filter(|(name, _)| *name != "checksum").collect();
    views.sort_by_key(|(name, _)| *name);
    let mut hasher = Sha256::new_with_prefix(&text);
    for (name, view) in &views {
        hasher.update(format!("\n{name} {} {:?}\n", view.dtype(), view.shape()));
        hasher.update(view.data());
    }
    let checksum = hasher.finalize().to_vec();
    views.push(("checksum", TensorView::new(Dtype::U8, vec![checksum.len()], &checksum).ok()?));
    safetensors::serialize(views, Some(HashMap::from([("arc".to_owned(), text)]))).ok()
}

/// The whole of `solve`, on generated tasks and on any grids, under any options, cancelled now and then.
pub fn solve(bytes: &[u8]) {
    let mut choices = choices(bytes);
    let ticks = [1, 1_000, 100_000, 1_000_000, 3_000_000];
    let request = Request {
        ticks: choices.pick(&ticks) + choices.below(256) as u64,
        memory: choices.pick(&[1 << 30, 1 << 20, 1 << 12, 1]),
        without: request::others().into_iter().filter(|_| choices.once_in(4)).collect(),
        helpers: choices.pick(&[Helpers::None, Helpers::Guide]),
        cancel_after: choices.once_in(4).then(|| choices.below(20_000) as u64),
    };
    let drawn =
        (!choices.once_in(2)).then(|| request::drawn(256 * choices.below(4) as u64 + choices.below(256) as u64));
    let task = match drawn {
        Some(Some(generated)) => generated.task,
        Some(None) => return,
        None => any_task(&mut choices),
    };
    let solution = request::answer(&task, &request);
    request::check(&task, &request, &solution);
}

/// A task of any grids.
fn any_task(choices: &mut Choices) -> Task {
    let any = |choices: &mut Choices| {
        let sides = choices.sides();
        Arc::new(choices.grid(sides))
    };
    let (pairs, tests) = (1 + choices.below(4), 1 + choices.below(2));
    Task {
        id: "any".to_owned(),
        train: (0..pairs).map(|_| Pair { input: any(choices), output: any(choices) }).collect(),
        tests: (0..tests).map(|_| any(choices)).collect(),
    }
}
