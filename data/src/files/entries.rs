//! JSON values before they are parsed: how they begin, and the members of an object as pieces of the text, so that one bad
//! piece leaves the others alone.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// How a JSON value begins: for a list, with the first byte of its first element.
pub(crate) enum Opening {
    Object,
    List(u8),
    Other,
}

pub(crate) fn opening(text: &str) -> Opening {
    let mut bytes = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match bytes.next() {
        Some(b'{') => Opening::Object,
        Some(b'[') => Opening::List(bytes.next().unwrap_or(b']')),
        _ => Opening::Other,
    }
}

/// The members of an object in order, values unparsed.
pub(crate) struct Entries<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'a> Entries<'a> {
    /// The text of the first member of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, raw)| raw.get())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for EntriesVisitor<'a> {
    type Value = Entries<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'a>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// An object of named fields. What is derived alone would also take a list of the fields, without their names.
pub(crate) struct Named<T>(pub(crate) T);

/// What an object is called in errors.
pub(crate) trait Expected {
    const EXPECTED: &'static str;
}

impl<'de, T: Deserialize<'de> + Expected> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamedVisitor(PhantomData))
    }
}

struct NamedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Expected> Visitor<'de> for NamedVisitor<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Named<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Named)
    }
}
