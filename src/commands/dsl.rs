//! `arc dsl`: the reference of the language, printed from the table of primitives.

use std::collections::BTreeMap;
use std::io::Write;

use anstyle::AnsiColor;
use anyhow::Result;
use arc_dsl::{Primitive, PrimitiveId};
use clap::Args;
use serde_json::{Value, json};

use crate::console::Console;
use crate::exit::{Exit, no_input};
use crate::nearest;
use crate::show::report::write_json;

/// Name and version of the schema of `dsl --json`.
const SCHEMA: &str = "arc.dsl/1";

/// Arguments of `arc dsl`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// A primitive, for all that is known of it; without it, all primitives by family
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Print the table as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// If there is no such primitive or standard output cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let chosen: Vec<&Primitive> = match &arguments.name {
        None => Primitive::all().iter().collect(),
        Some(name) => vec![find(name)?],
    };
    if arguments.json {
        let table: Vec<Value> = chosen.into_iter().map(entry_json).collect();
        write_json(console.out(), &json!({ "schema": SCHEMA, "primitives": table }))?;
    } else if arguments.name.is_some() {
        chosen.into_iter().try_for_each(|primitive| write_entry(primitive, console))?;
    } else {
        write_table(&chosen, console)?;
    }
    Ok(Exit::Success)
}

fn find(name: &str) -> Result<&'static Primitive> {
    PrimitiveId::find(name).map(PrimitiveId::get).ok_or_else(|| {
        let known = Primitive::all().iter().map(|primitive| primitive.name);
        no_input(format!("there is no primitive `{name}`{}", nearest::proposal(name, known)))
    })
}

fn write_table(all: &[&Primitive], console: &mut Console) -> Result<()> {
    let mut families: BTreeMap<&str, Vec<&Primitive>> = BTreeMap::new();
    for primitive in all {
        families.entry(primitive.family).or_default().push(primitive);
    }
    for (index, (family, members)) in families.into_iter().enumerate() {
        let heading = console.paint(AnsiColor::Yellow, family);
        writeln!(console.out(), "{}{heading}", if index > 0 { "\n" } else { "" })?;
        for primitive in members {
            let signature = console.paint(AnsiColor::Cyan, primitive.signature());
            writeln!(console.out(), "  {signature}\n      {}", first_sentence(primitive.doc))?;
        }
    }
    Ok(())
}

fn write_entry(primitive: &Primitive, console: &mut Console) -> Result<()> {
    let signature = console.paint(AnsiColor::Cyan, primitive.signature());
    let out = console.out();
    writeln!(out, "{signature}\n\n{}\n", primitive.doc)?;
    writeln!(out, "family   {}", primitive.family)?;
    writeln!(out, "cost     {} bits", primitive.cost)?;
    writeln!(out, "partial  {}", if primitive.is_partial { "yes, may be undefined" } else { "no" })?;
    writeln!(out, "example  {}", primitive.example)?;
    Ok(())
}

/// The documentation up to its first full stop that ends a sentence.
fn first_sentence(doc: &str) -> &str {
    doc.find(". ").map_or(doc, |end| &doc[..=end])
}

fn entry_json(primitive: &Primitive) -> Value {
    let parameters = primitive.parameters.iter();
    let parameters: Vec<Value> =
        parameters.map(|parameter| json!({ "name": parameter.name, "type": parameter.ty.to_string() })).collect();
    json!({
        "name": primitive.name,
        "family": primitive.family,
        "doc": primitive.doc,
        "example": primitive.example,
        "cost": primitive.cost,
        "parameters": parameters,
        "result": primitive.result.to_string(),
        "partial": primitive.is_partial,
    })
}
