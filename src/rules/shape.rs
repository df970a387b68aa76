//! What is wrong with the shape of a pack: every key that is not known, every
//! value of the wrong kind, at once.
//!
//! The TOML reader stops at the first fault. Where it does, the file is held
//! against its schema, which is made from the same types. Other files in TOML
//! are held against theirs in the same way.

use super::faults::Faults;
use super::schema::PackFile;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The JSON schema of a pack file, for editors.
pub fn pack_schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<PackFile>()
}

/// Adds a fault for everything that is wrong with the shape of a pack, which
/// the reader has refused with `error`.
pub(super) fn check(text: &str, error: &toml::de::Error, faults: &mut Faults) {
    check_shape(text, error, &pack_schema().to_value(), faults);
}

/// Adds a fault for everything in which a file in TOML, refused by the reader
/// with `error`, is not as its JSON schema `root` has it.
pub fn check_shape(text: &str, error: &toml::de::Error, root: &Value, faults: &mut Faults) {
    let before = faults.errors;
    let (table, broken) = DeTable::parse_recoverable(text);
    for error in &broken {
        faults.add_toml(error);
    }
    if broken.is_empty() {
        let place = table.span();
        Shape { root, faults }.table(table.get_ref(), place, root, "the file");
    }
    // The schema does not say everything that the types do.
    if faults.errors == before {
        faults.add_toml(error);
    }
}

struct Shape<'a> {
    root: &'a Value,
    faults: &'a mut Faults,
}

impl Shape<'_> {
    fn table(self, table: &DeTable<'_>, place: std::ops::Range<usize>, schema: &Value, name: &str) {
        let Self { root, faults } = self;
        let Some(known) = schema["properties"].as_object() else { return };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let word: &str = key.get_ref();
            match known.get(word) {
                Some(schema) => Shape { root, faults }.value(value, schema, word),
                None => {
                    let keys: Vec<&str> = known.keys().map(String::as_str).collect();
                    faults.add_unknown(word, key.span(), &format!("key of {name}"), &keys);
                }
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !table.contains_key(key) {
                let hint = known[key]["description"].as_str().unwrap_or("add it");
                faults.add_at(place.clone(), &format!("`{key}` is missing"), &format!("{key}: {hint}"));
            }
        }
    }

    fn value(self, value: &Spanned<DeValue<'_>>, schema: &Value, name: &str) {
        let Self { root, faults } = self;
        let schema = resolve(schema, root);
        let names = names_of(schema);
        match (schema["type"].as_str(), value.get_ref()) {
            (_, DeValue::String(word)) if !names.is_empty() && !names.contains(&&**word) => {
                faults.add_unknown(word, value.span(), &format!("value of `{name}`"), &names);
            }
            (Some("array"), DeValue::Array(items)) => {
                for item in items {
                    Shape { root, faults }.value(item, &schema["items"], name);
                }
            }
            (Some("object"), DeValue::Table(table)) => {
                Shape { root, faults }.table(table, value.span(), schema, &format!("`{name}`"));
            }
            (Some(kind), found) => {
                let expected = match kind {
                    "string" if !found.is_str() => "text in quotes",
                    "number" if !(found.is_float() || found.is_integer()) => "a number",
                    "integer" if !found.is_integer() => "a whole number",
                    "boolean" if !found.is_bool() => "`true` or `false`",
                    "array" => "a list",
                    "object" => "a table",
                    _ => return,
                };
                let hint = format!("this is of the kind {}", found.type_str());
                faults.add_at(value.span(), &format!("{expected} is expected here"), &hint);
            }
            _ => {}
        }
    }
}

/// The schema that a reference leads to, or that stands beside `null`.
fn resolve<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(path) = schema["$ref"].as_str() {
        return root.pointer(path.trim_start_matches('#')).unwrap_or(schema);
    }
    let choices = schema["anyOf"].as_array().into_iter().flatten();
    match choices.into_iter().find(|choice| choice["type"] != "null") {
        Some(choice) => resolve(choice, root),
        None => schema,
    }
}

/// The words that a schema allows, where it allows only some.
fn names_of(schema: &Value) -> Vec<&str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten().map(|choice| &choice["const"]);
    listed.chain(described).filter_map(Value::as_str).collect()
}
