//! The form of an institution, with the questionnaire of 2010 as a guided profile.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::common::{Ids, id_of, language_chips, pick, picked};
use super::countries::countries;
use super::form::{Wrong, error_of};
use super::questionnaire::{self, Answers, questions};
use super::steps::Group;
use crate::catalog::{Institution, Office};
use crate::primitive::Text;
use crate::ui::widgets::{Pick, TextIn, TextInput};
use crate::ui::words::{k, t};
use crate::vocabulary::{Kind, Level};

/// The fields of an institution.
#[derive(Clone, Copy)]
pub struct InstitutionForm {
    name: RwSignal<Text>,
    acronym: RwSignal<String>,
    country: RwSignal<String>,
    kind: RwSignal<String>,
    level: RwSignal<String>,
    languages: Ids,
    website: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    networks: RwSignal<String>,
    answers: Answers,
}

impl InstitutionForm {
    /// The form of an institution.
    pub fn of(institution: &Institution) -> Self {
        let answer = |id: String| {
            let text = institution.profile.get(&id).cloned().unwrap_or_default();
            (id, RwSignal::new(text))
        };
        Self {
            name: RwSignal::new(institution.name.clone()),
            acronym: RwSignal::new(institution.acronym.clone()),
            country: RwSignal::new(institution.country.clone().unwrap_or_default()),
            kind: id_of(institution.kind.as_ref()),
            level: id_of(institution.level.as_ref()),
            languages: RwSignal::new(institution.languages.clone()),
            website: RwSignal::new(institution.website.clone()),
            email: RwSignal::new(institution.office.email.clone()),
            phone: RwSignal::new(institution.office.phone.clone()),
            networks: RwSignal::new(institution.networks.join(", ")),
            answers: StoredValue::new(questions().into_iter().map(answer).collect()),
        }
    }

    /// The institution as it stands in the form; tracked.
    pub fn read(self, base: Institution) -> Institution {
        let mut profile: BTreeMap<String, Text> = base.profile;
        for (id, answer) in self.answers.get_value() {
            let answer = answer.get();
            if answer.is_empty() {
                profile.remove(&id);
            } else {
                profile.insert(id, answer);
            }
        }
        let networks = self.networks.get();
        Institution {
            name: self.name.get(),
            acronym: self.acronym.get().trim().to_owned(),
            country: Some(self.country.get()).filter(|code| !code.is_empty()),
            kind: picked::<Kind>(self.kind),
            level: picked::<Level>(self.level),
            languages: self.languages.get(),
            website: self.website.get().trim().to_owned(),
            office: Office {
                email: self.email.get().trim().to_owned(),
                phone: self.phone.get().trim().to_owned(),
                extra: base.office.extra,
            },
            networks: networks
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            profile,
            verified: base.verified,
            head: base.head,
        }
    }

    /// What keeps the institution from being saved; tracked.
    pub fn wrong(self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.name.with(Text::is_empty) {
            wrong.push(("name".to_owned(), t(k::EDIT_WRONG_NAME)));
        }
        if self.email.with(|mail| !mail.trim().is_empty() && !mail.contains('@')) {
            wrong.push(("email".to_owned(), t(k::EDIT_WRONG_EMAIL)));
        }
        wrong
    }

    /// The questions, in groups.
    pub fn groups(self, errors: Signal<Vec<Wrong>>) -> Vec<Group> {
        let country = self.country;
        let who = view! {
            <TextIn id="name" label=t(k::FIELD_NAME) value=self.name error=error_of(errors, "name") />
            <TextInput id="acronym" label=t(k::FIELD_ACRONYM) value=self.acronym optional=true />
            <Pick id="country" label=t(k::FIELD_COUNTRY) choices=countries() none=t(k::EDIT_NOT_STATED) chosen=country
                on_choose=move |code| country.set(code) optional=true />
            {pick::<Kind>("kind", k::FIELD_KIND, self.kind)}
            {pick::<Level>("level", k::FIELD_LEVEL, self.level)}
            {language_chips(k::EDIT_WORKING_LANGUAGES, self.languages)}
            <TextInput id="networks" label=t(k::FIELD_NETWORKS) hint=t(k::EDIT_TAGS_HINT) value=self.networks optional=true />
        };
        let office = view! {
            <TextInput id="email" label=t(k::FIELD_EMAIL) value=self.email kind="email" optional=true error=error_of(errors, "email") />
            <TextInput id="phone" label=t(k::FIELD_PHONE) value=self.phone kind="tel" optional=true />
            <TextInput id="website" label=t(k::FIELD_WEBSITE) value=self.website kind="url" optional=true />
        };
        vec![
            Group::new(k::GROUP_INSTITUTION, who),
            Group::new(k::GROUP_OFFICE, office).with_hint(k::EDIT_OFFICE_HINT),
            questionnaire::group(self.answers),
        ]
    }
}
