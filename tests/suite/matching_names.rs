//! Names that stand in addresses, files and keys of messages: an address that somebody kept means the same tomorrow.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use matriz::matching::answer::{Band, Criterion, Gate, Importance, Importances, Settings};
use matriz::planning::answer::Objective;
use matriz::primitive::Date;

#[test]
fn names_in_addresses_stay_what_they_are() {
    assert_eq!(Band::ALL.map(Band::id), ["strong", "good", "possible", "weak"]);
    assert_eq!(Gate::ALL.map(Gate::id), ["parties", "time", "form", "subject", "capacity", "required"]);
    assert_eq!(Importance::ALL.map(Importance::id), ["required", "very", "somewhat", "not"]);
    assert_eq!(Objective::ALL.map(Objective::id), ["served", "benefit", "stable"]);
    let criteria = Criterion::ALL.map(Criterion::id);
    assert_eq!(criteria[..5], ["subject", "quadrant", "modality", "language", "time"]);
    assert_eq!(criteria[5..], ["profile", "text", "context", "evidence", "commitment"]);
    // Each has its words: the page makes the key from the name.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = |kind: &str, ids: &[&str]| ids.iter().map(|id| format!("{kind}.{id}")).collect::<Vec<_>>();
    let keys = [
        named("band", &Band::ALL.map(Band::id)),
        named("gate", &Gate::ALL.map(Gate::id)),
        named("importance", &Importance::ALL.map(Importance::id)),
        named("criterion", &criteria),
    ]
    .concat();
    for language in ["en", "es", "pt", "fr"] {
        let text = fs::read_to_string(root.join(format!("locales/{language}.json"))).unwrap();
        let messages: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        let missing: Vec<&String> = keys.iter().filter(|key| !messages.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn settings_come_back_as_they_were_written() {
    let mut settings = Settings::on(Date::from_days(20_779));
    settings.importances = settings.importances.with(Criterion::Text, Importance::Required);
    settings.importances = settings.importances.with(Criterion::Time, Importance::Not);
    let written = serde_json::to_value(settings).unwrap();
    assert_eq!(written["importances"]["text"], "required");
    assert_eq!(serde_json::from_value::<Settings>(written).unwrap(), settings);
    // What is not named is *somewhat* important.
    let words: BTreeMap<Criterion, Importance> = BTreeMap::from([(Criterion::Text, Importance::Very)]);
    let all: BTreeMap<Criterion, Importance> = Importances::from(words).into();
    assert_eq!(all.len(), 10);
    assert_eq!((all[&Criterion::Text], all[&Criterion::Time]), (Importance::Very, Importance::Somewhat));
}
