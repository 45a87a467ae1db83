//! The form of an offer.

use leptos::prelude::*;

use super::common::{Common, Ids, codes, count, id_of, ids, pick, picked, typed};
use super::countries::CountryChips;
use super::form::Wrong;
use super::parts::{self, ComponentForm};
use super::steps::Group;
use crate::catalog::{Evidence, Offer};
use crate::primitive::Text;
use crate::ui::widgets::{Choice, RadioChips, TextArea, TextIn};
use crate::ui::words::{Key, k, t};
use crate::vocabulary::{AgreementNeeded, Apply};

/// The fields of an offer.
#[derive(Clone, Copy)]
pub struct OfferForm {
    /// What requests have too.
    pub common: Common,
    components: RwSignal<Vec<ComponentForm>>,
    evaluated: RwSignal<String>,
    documented: RwSignal<String>,
    transferred: Ids,
    links: RwSignal<String>,
    agreement: RwSignal<String>,
    preconditions: RwSignal<Text>,
    apply: RwSignal<String>,
}

/// Yes, no, or *not stated*, as a choice.
pub fn answer_of(value: Option<bool>) -> RwSignal<String> {
    RwSignal::new(value.map(|yes| if yes { "yes" } else { "no" }).unwrap_or_default().to_owned())
}

/// The answer as a record holds it.
pub fn answer(value: RwSignal<String>) -> Option<bool> {
    value.with(|word| match word.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    })
}

/// Yes, no, or *not stated*.
pub fn yes_no(name: &'static str, legend: Key, value: RwSignal<String>) -> AnyView {
    let choices = vec![
        Choice::new("yes", t(k::VALUE_YES)),
        Choice::new("no", t(k::VALUE_NO)),
        Choice::new("", t(k::EDIT_NOT_STATED)),
    ];
    view! { <RadioChips name legend=t(legend) choices chosen=value on_choose=move |word| value.set(word) /> }
        .into_any()
}

/// Lines of a text, without the empty ones.
pub fn lines(text: RwSignal<String>) -> Vec<String> {
    text.with(|text| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

impl OfferForm {
    /// The form of an offer.
    pub fn of(offer: &Offer) -> Self {
        let evidence = &offer.evidence;
        let ids_signal = |all: Vec<String>| -> Ids { RwSignal::new(all) };
        Self {
            common: Common {
                institution: RwSignal::new(offer.institution),
                title: RwSignal::new(offer.title.clone()),
                body: RwSignal::new(offer.summary.clone()),
                status: id_of(Some(&offer.status.into())),
                subjects: RwSignal::new(offer.subjects.clone()),
                sectors: ids_signal(ids(&offer.sectors)),
                modalities: ids_signal(ids(&offer.modalities)),
                delivery: ids_signal(ids(&offer.delivery)),
                types: ids_signal(ids(&offer.types)),
                languages: ids_signal(offer.languages.clone()),
                profiles: ids_signal(ids(&offer.profiles)),
                covers: ids_signal(ids(&offer.covers)),
                asks_cover: ids_signal(ids(&offer.asks_cover)),
                window: RwSignal::new(offer.window),
                min_days: typed(offer.min_duration_days),
                count: typed(offer.capacity),
                scale: id_of(offer.context.scale.as_ref()),
                people: typed(offer.context.people),
                settings: ids_signal(ids(&offer.context.settings)),
                tags: RwSignal::new(offer.tags.join(", ")),
            },
            components: RwSignal::new(offer.components.iter().map(ComponentForm::of).collect()),
            evaluated: answer_of(evidence.evaluated),
            documented: answer_of(evidence.documented),
            transferred: RwSignal::new(evidence.transferred_to.clone()),
            links: RwSignal::new(evidence.links.join("\n")),
            agreement: id_of(offer.agreement_needed.as_ref()),
            preconditions: RwSignal::new(offer.preconditions.clone()),
            apply: id_of(offer.apply.as_ref()),
        }
    }

    /// The offer as it stands in the form; tracked.
    pub fn read(self, base: Offer) -> Offer {
        let common = self.common;
        Offer {
            institution: common.institution.get(),
            status: common.stands(),
            title: common.title.get(),
            summary: common.body.get(),
            subjects: common.subjects.get(),
            sectors: codes(common.sectors),
            components: self.components.with(|all| {
                all.iter().map(|part| part.read()).filter(|part| !part.title.is_empty()).collect()
            }),
            modalities: codes(common.modalities),
            delivery: codes(common.delivery),
            types: codes(common.types),
            languages: common.languages.get(),
            window: common.window.get(),
            min_duration_days: count(common.min_days),
            capacity: count(common.count),
            profiles: codes(common.profiles),
            covers: codes(common.covers),
            asks_cover: codes(common.asks_cover),
            evidence: Evidence {
                evaluated: answer(self.evaluated),
                documented: answer(self.documented),
                transferred_to: self.transferred.get(),
                links: lines(self.links),
                extra: base.evidence.extra,
            },
            agreement_needed: picked(self.agreement),
            preconditions: self.preconditions.get(),
            context: common.context(base.context),
            apply: picked(self.apply),
            tags: common.tag_list(),
            head: base.head,
            source: base.source,
            confirmed_on: base.confirmed_on,
        }
    }

    /// The questions, in groups.
    pub fn groups(self, errors: Signal<Vec<Wrong>>) -> Vec<Group> {
        let common = self.common;
        let evidence = view! {
            {yes_no("evaluated", k::FIELD_EVALUATED, self.evaluated)}
            {yes_no("documented", k::FIELD_DOCUMENTED, self.documented)}
            <CountryChips legend=t(k::FIELD_TRANSFERRED) chosen=self.transferred />
            <TextArea id="links" label=t(k::FIELD_LINKS) hint=t(k::EDIT_LINKS_HINT) value=self.links rows=2 optional=true />
        };
        let conditions = view! {
            {pick::<AgreementNeeded>("agreement", k::FIELD_AGREEMENT, self.agreement)}
            <TextIn id="preconditions" label=t(k::FIELD_PRECONDITIONS) value=self.preconditions rows=3 optional=true />
            {pick::<Apply>("apply", k::FIELD_APPLY, self.apply)}
        };
        vec![
            common.essentials(errors, k::EDIT_SUMMARY, k::EDIT_SUMMARY_HINT),
            common.about(),
            parts::group(self.components),
            common.form(),
            common.time(errors, k::EDIT_CAPACITY),
            common.costs(),
            Group::new(k::EDIT_GROUP_EVIDENCE, evidence),
            Group::new(k::GROUP_CONDITIONS, conditions),
            common.setting(errors),
        ]
    }
}
