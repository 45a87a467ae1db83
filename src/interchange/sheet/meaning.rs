//! The text of a cell as the value of a field, whoever wrote it.

use serde_json::{Value, json};

use super::cells::{BULLET, NO_LANGUAGE, Object, UNKNOWN};
use super::dictionary::{Dictionary, STEP};
use super::layout::{Column, Kind};
use crate::interchange::Severity;
use crate::primitive::{Arg, Date, Said};

/// Why a cell could not be understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trouble {
    pub severity: Severity,
    pub said: Said,
}

impl Trouble {
    pub(super) fn new(key: &str, found: &str) -> Self {
        let said = Said::new(key).with("found", Arg::Text(quoted(found)));
        Self { severity: Severity::Warning, said }
    }
}

/// As much of a cell as a person needs to find it again.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut characters = text.chars();
    let mut quote: String = characters.by_ref().take(SHOWN).collect();
    if characters.next().is_some() {
        quote.push('…');
    }
    quote
}

/// The value of a cell that stands for itself; nothing where the cell states nothing.
///
/// Texts, institutions and subjects need to know more than their own cell and are put together in `apply`;
/// here they are what makes two cells the same.
pub(super) fn value(column: &Column, text: &str, dictionary: &Dictionary) -> Result<Option<Value>, Trouble> {
    let text = plain_breaks(text);
    if text.trim().is_empty() && !matches!(column.kind, Kind::Text | Kind::Translation | Kind::Plain) {
        return Ok(None);
    }
    let known = |list: &str, text: &str| {
        let text = text.trim();
        let found = dictionary.find(list, text).map(str::to_owned);
        let found = found.or_else(|| text.strip_prefix(UNKNOWN).map(str::to_owned));
        found.ok_or_else(|| Trouble::new("problem.sheet-not-in-list", text))
    };
    let value = match column.kind {
        Kind::Text | Kind::Translation | Kind::Plain => return Ok((!text.is_empty()).then(|| text.into())),
        Kind::TextLanguage if text.trim() == NO_LANGUAGE => NO_LANGUAGE.into(),
        Kind::RowLanguage | Kind::TextLanguage => known("language", &text)?.into(),
        Kind::Code(list) => known(list, &text)?.into(),
        Kind::Codes(list) => {
            let items = text.split([';', '\n']).filter(|item| !item.trim().is_empty());
            let ids: Result<Vec<String>, Trouble> = items.map(|item| known(list, item)).collect();
            json!(ids?)
        }
        Kind::Lines | Kind::Parts => json!(from_lines(&text)),
        Kind::Words => json!(from_several(&text)),
        Kind::Date => day(&text)?.to_string().into(),
        Kind::Number(least) => whole_number(&text, least)?.into(),
        Kind::YesNo => (known("yes-no", &text)
            .map_err(|_| Trouble::new("problem.sheet-not-yes-no", text.trim()))?
            == "yes")
            .into(),
        Kind::Quadrant => known("quadrant", &text)?.into(),
        Kind::Topic => topic(&text, &known, dictionary)?,
        Kind::Institution | Kind::View => text.trim().into(),
    };
    Ok(Some(value))
}

/// Topic and sub-topic of a cell: `Topic`, `Topic › Sub-topic`, `› Sub-topic`, or the sub-topic alone.
fn topic(
    text: &str,
    known: &impl Fn(&str, &str) -> Result<String, Trouble>,
    dictionary: &Dictionary,
) -> Result<Value, Trouble> {
    let step = STEP.trim();
    let Some((topic, subtopic)) = text.split_once(step) else {
        return Ok(match (known("topic", text), dictionary.find("subtopic", text)) {
            (Ok(topic), _) => json!({ "topic": topic }),
            (Err(_), Some(id)) => match dictionary.topic_of(id) {
                Some(topic) => json!({ "topic": topic, "subtopic": id }),
                None => json!({ "subtopic": id }),
            },
            (Err(trouble), None) => return Err(trouble),
        });
    };
    let mut subject = Object::new();
    if !topic.trim().is_empty() {
        subject.insert("topic".into(), known("topic", topic)?.into());
    }
    subject.insert("subtopic".into(), known("subtopic", subtopic)?.into());
    Ok(subject.into())
}

/// Line breaks as the catalog has them; spreadsheets write them in every way.
pub(super) fn plain_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn whole_number(text: &str, least: u64) -> Result<u64, Trouble> {
    // Groups of thousands, as people write them: 1 000, 1.000, 1,000.
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}')).collect();
    let grouped = |separator: char| {
        let mut groups = digits.split(separator);
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        first && digits.contains(separator) && groups.all(|group| group.len() == 3)
    };
    let plain = if grouped('.') || grouped(',') { digits.replace(['.', ','], "") } else { digits };
    let value = plain.parse::<u64>().map_err(|_| Trouble::new("problem.sheet-not-a-number", text.trim()))?;
    if value < least || (least > 0 && value > u64::from(u32::MAX)) {
        return Err(Trouble::new("problem.sheet-not-a-number", text.trim()));
    }
    Ok(value)
}

/// A day as the format writes it, or day, month and year in the order of our languages.
fn day(text: &str) -> Result<Date, Trouble> {
    let text = text.trim();
    let trouble = || Trouble::new("problem.sheet-not-a-date", text);
    let midnight = ["T00:00:00", " 00:00:00"].into_iter().find_map(|time| text.strip_suffix(time));
    if let Ok(day) = midnight.unwrap_or(text).parse() {
        return Ok(day);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [day, month, year] = parts[..] else { return Err(trouble()) };
    if year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return Err(trouble());
    }
    format!("{year}-{month:0>2}-{day:0>2}").parse().map_err(|_| trouble())
}

/// What makes two cells the same: what they state, or, where they cannot be understood, what stands there.
pub(super) fn canonical(column: &Column, text: &str, dictionary: &Dictionary) -> String {
    match value(column, text, dictionary) {
        Ok(None) => String::new(),
        Ok(Some(value)) => value.to_string(),
        Err(_) => format!("!{}", text.trim()),
    }
}

/// The texts of a cell written by `cells`, or by a person.
fn from_lines(text: &str) -> Vec<String> {
    if !text.starts_with(BULLET) {
        return text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    }
    let mut items: Vec<String> = Vec::new();
    for line in text.split('\n') {
        match (line.strip_prefix(BULLET), items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line.strip_prefix("  ").unwrap_or(line));
            }
            (None, None) => {}
        }
    }
    items
}

fn from_several(text: &str) -> Vec<String> {
    if text.starts_with(BULLET) {
        return from_lines(text);
    }
    let items = text.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}
