//! Who am I: an institution of the open catalog, chosen by search. Optional.

use leptos::prelude::*;

use crate::catalog::RecordKind;
use crate::desk::{Filter, GetEntry, InstitutionCard, ListEntries, Sort};
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{Answered, use_answer, use_who};
use crate::ui::widgets::{Button, Choice, Combo, Icon, Look, icon};
use crate::ui::words::{country_label, k, reader, t, tf};

/// How many institutions a search offers at once.
const OFFERED: u32 = 12;

/// The card of an institution, followed as the catalog changes.
pub fn use_institution(id: Signal<Option<Id>>) -> Signal<Option<InstitutionCard>> {
    let answered =
        use_answer(move || id.get().map(|id| GetEntry { kind: RecordKind::Institution, id, lang: reader() }));
    Signal::derive(move || {
        let wanted = id.get();
        answered.value.with(|detail| {
            let card = detail.as_ref().and_then(|detail| detail.institution.clone());
            card.filter(|card| Some(card.id) == wanted)
        })
    })
}

/// A search field for one's institution; says who one is once it is chosen.
#[component]
pub fn WhoAmI() -> AnyView {
    let who = use_who();
    let institution = Signal::derive(move || who.institution());
    let card = use_institution(institution);
    let query = RwSignal::new(None::<String>);
    let (options, pending) = find_institutions(query);
    let choose = move |choice: Choice| who.set(choice.id.parse().ok());
    let chosen = move || {
        card.get().map(|card| {
            let words = tf(k::WHO_IS, &[("name", &by_whom(&card))]);
            view! {
                <p class="who-is">
                    {icon(Icon::Person)}
                    <span>{words}</span>
                    <Button label=t(k::WHO_CLEAR) look=Look::Quiet on_press=move |()| who.set(None) />
                </p>
            }
        })
    };
    let search = move || {
        institution.get().is_none().then(|| {
            view! {
                <Combo
                    id="who"
                    label=t(k::WHO_LABEL)
                    hint=t(k::WHO_HINT)
                    options
                    pending
                    on_query=move |words| query.set(Some(words))
                    on_choose=choose
                />
                <p class="hint">
                    {t(k::WHO_MISSING)} " " <a href=href(&Route::to(Screen::Institutions))>{t(k::NAV_INSTITUTIONS)}</a>
                </p>
            }
        })
    };
    view! { <div class="who">{chosen}{search}</div> }.into_any()
}

/// Institutions that fit the words typed, as options of a search field, and whether their answer is on its way; none
/// before somebody types.
pub fn find_institutions(query: RwSignal<Option<String>>) -> (Signal<Vec<Choice>>, Signal<bool>) {
    let found = use_answer(move || {
        let filter = Filter { text: query.get()?, ..Filter::default() };
        let kind = RecordKind::Institution;
        Some(ListEntries { kind, filter, sort: Sort::Best, from: 0, count: OFFERED, lang: reader() })
    });
    (choices(found, query), found.loading.into())
}

/// The institutions found last. While a newer answer is on its way, only those of them that fit the newer words too:
/// whoever types fast must not choose what fitted the first letter.
fn choices(found: Answered<crate::desk::ListView>, query: RwSignal<Option<String>>) -> Signal<Vec<Choice>> {
    let choice = |card: &InstitutionCard| {
        let label = match card.acronym.as_str() {
            "" => card.name.text.clone(),
            acronym => format!("{acronym} · {}", card.name.text),
        };
        let note = card.country.as_deref().map(country_label).unwrap_or_default();
        Choice { id: card.id.to_string(), label, note }
    };
    Signal::derive(move || {
        let mut all: Vec<Choice> = found.value.with(|list| {
            list.as_ref().map(|list| list.institutions.iter().map(choice).collect()).unwrap_or_default()
        });
        if found.loading.get() {
            let typed = query.get().unwrap_or_default().trim().to_lowercase();
            all.retain(|choice| choice.label.to_lowercase().contains(&typed));
        }
        all
    })
}
