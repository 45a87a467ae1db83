//! Several countries, found by name and shown as chips.

use leptos::prelude::*;

use super::common::Ids;
use crate::primitive::Arrange;
use crate::ui::widgets::{Choice, ChosenChips, Combo};
use crate::ui::words::{collate, country_label, k, t, with_labels};

/// Countries a search offers at once: what fits under the field of a phone.
const OFFERED: usize = 8;

/// All countries the app knows, by name in the reader's language.
pub fn countries() -> Vec<Choice> {
    let codes =
        with_labels(|labels| labels.countries.iter().map(|country| country.id.clone()).collect::<Vec<_>>());
    let named = |code: String| Choice::new(code.clone(), country_label(&code));
    let mut all: Vec<Choice> = codes.unwrap_or_default().into_iter().map(named).collect();
    all.arrange_by(|a, b| collate(&a.label, &b.label));
    all
}

/// The countries whose name contains what was typed, or whose code it is; those that begin with it first.
fn found(all: &[Choice], typed: &str) -> Vec<Choice> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let name = |choice: &Choice| choice.label.to_lowercase();
    let is_code = |choice: &Choice| choice.id.eq_ignore_ascii_case(&typed);
    let mut hits: Vec<Choice> =
        all.iter().filter(|choice| name(choice).contains(&typed) || is_code(choice)).cloned().collect();
    hits.arrange_by_key(|choice| !(is_code(choice) || name(choice).starts_with(&typed)));
    hits.truncate(OFFERED);
    hits
}

/// A search field for countries, and the chosen ones underneath.
#[component]
pub fn CountryChips(#[prop(into)] legend: String, chosen: Ids) -> AnyView {
    let query = RwSignal::new(String::new());
    let all = StoredValue::new(countries());
    let options = Signal::derive(move || all.with_value(|all| found(all, &query.get())));
    let choose = move |choice: Choice| {
        chosen.update(|codes| {
            if !codes.contains(&choice.id) {
                codes.push(choice.id);
            }
        });
    };
    let chips = Signal::derive(move || {
        chosen.with(|codes| {
            codes.iter().map(|code| Choice::new(code.clone(), country_label(code))).collect::<Vec<_>>()
        })
    });
    let remove = move |code: String| chosen.update(|codes| codes.retain(|known| *known != code));
    view! {
        <div class="country-picker">
            <Combo id="transferred" label=legend hint=t(k::EDIT_COUNTRIES_HINT) options optional=true
                on_query=move |words| query.set(words) on_choose=choose />
            <ChosenChips chosen=chips on_remove=remove />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_part_of_their_name_or_by_code() {
        let all = [
            Choice::new("GNQ", "Guinea Ecuatorial"),
            Choice::new("ECU", "Ecuador"),
            Choice::new("PRY", "Paraguay"),
        ];
        let ids = |typed| found(&all, typed).into_iter().map(|choice| choice.id).collect::<Vec<_>>();
        assert_eq!(ids("ecua"), ["ECU", "GNQ"]);
        assert_eq!(ids("pry"), ["PRY"]);
        assert!(ids(" ").is_empty() && ids("xyz").is_empty());
    }
}
