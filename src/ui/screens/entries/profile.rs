//! An institution: how to reach it, and its answers to the questionnaire of 2010.

use leptos::prelude::*;

use super::fields::{Section, code, languages, plain, sections_view, web_link, words};
use crate::catalog::Institution;
use crate::ui::widgets::{shown_text, words_of};
use crate::ui::words::{country_label, date, k, label, list, t};

/// What an institution states of itself, but for its answers to the questionnaire.
pub fn sections(institution: &Institution) -> Vec<Section> {
    let office = &institution.office;
    let mail = (!office.email.is_empty()).then(|| {
        let address = format!("mailto:{}", office.email);
        (k::FIELD_EMAIL, view! { <a href=address>{office.email.clone()}</a> }.into_any())
    });
    let site = (!institution.website.is_empty()).then(|| (k::FIELD_WEBSITE, web_link(&institution.website)));
    let country = institution.country.as_deref().map(country_label).unwrap_or_default();
    vec![
        (
            k::GROUP_INSTITUTION,
            vec![
                words(k::FIELD_NAME, &institution.name),
                plain(k::FIELD_ACRONYM, institution.acronym.clone()),
                plain(k::FIELD_COUNTRY, country),
                code(k::FIELD_KIND, institution.kind.as_ref()),
                code(k::FIELD_LEVEL, institution.level.as_ref()),
                languages(k::FIELD_LANGUAGES, &institution.languages),
                plain(k::FIELD_NETWORKS, list(&institution.networks)),
                institution.verified.and_then(|day| plain(k::FIELD_VERIFIED, date(day))),
            ],
        ),
        (k::GROUP_OFFICE, vec![mail, plain(k::FIELD_PHONE, office.phone.clone()), site]),
    ]
}

/// Its answers to the questionnaire, each under its question.
pub fn answers(institution: &Institution) -> impl Iterator<Item = (String, AnyView)> {
    let answered = institution.profile.iter().filter(|(_, text)| !text.is_empty());
    answered.map(|(question, answer)| (label("questionnaire", question), shown_text(&words_of(answer))))
}

/// Everything an institution states.
pub fn view(institution: &Institution) -> AnyView {
    let row = |(question, answer)| view! { <div><dt>{question}</dt><dd>{answer}</dd></div> }.into_any();
    let answers: Vec<AnyView> = answers(institution).map(row).collect();
    view! {
        {sections_view(sections(institution))}
        {(!answers.is_empty()).then(|| view! {
            <section class="fields questionnaire"><h3>{t(k::GROUP_QUESTIONNAIRE)}</h3><dl>{answers}</dl></section>
        })}
    }
    .into_any()
}
