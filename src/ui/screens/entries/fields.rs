//! The fields of a record, as pairs of a name and what is stated; what is not stated is left out.

use leptos::prelude::*;

use super::profile;
use crate::catalog::{AnyRecord, Component, Context, Evidence, Offer, Request, Subject};
use crate::primitive::Text;
use crate::ui::widgets::{shown_text, words_of};
use crate::ui::words::{Key, country_label, date, k, label, list, number, t, tn, window};
use crate::vocabulary::{Code, Coded};

/// A field: its name and its value.
pub type Field = (Key, AnyView);

/// Fields under the heading of their group, in the order of the format.
pub type Section = (Key, Vec<Option<Field>>);

/// Sections as definition lists.
pub fn sections_view(sections: Vec<Section>) -> AnyView {
    sections.into_iter().map(|(heading, fields)| group(heading, fields)).collect_view().into_any()
}

/// Everything a record states, field by field under the name of each; for columns beside each other.
pub fn stated(record: &AnyRecord) -> Vec<(String, AnyView)> {
    let (first, sections) = match record {
        AnyRecord::Offer(offer) => {
            let parts =
                list(&offer.components.iter().map(|part| words_of(&part.title).text).collect::<Vec<_>>());
            (
                vec![words(k::COMPARE_WHAT, &offer.summary), plain(k::GROUP_COMPONENTS, parts)],
                sections_of_offer(offer, None),
            )
        }
        AnyRecord::Request(request) => {
            (vec![words(k::COMPARE_WHAT, &request.need)], sections_of_request(request))
        }
        AnyRecord::Institution(institution) => (Vec::new(), profile::sections(institution)),
        _ => return Vec::new(),
    };
    let fields = first.into_iter().chain(sections.into_iter().flat_map(|(_, fields)| fields)).flatten();
    let named = fields.map(|(name, value)| (t(name), value));
    match record {
        AnyRecord::Institution(institution) => named.chain(profile::answers(institution)).collect(),
        _ => named.collect(),
    }
}

/// Fields as a definition list under a heading; nothing where nothing is stated.
pub fn group(heading: Key, fields: Vec<Option<Field>>) -> AnyView {
    let fields: Vec<Field> = fields.into_iter().flatten().collect();
    if fields.is_empty() {
        return ().into_any();
    }
    let rows =
        fields.into_iter().map(|(name, value)| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> });
    // Paper can do without where an entry has come from.
    let class = if heading == k::GROUP_ORIGIN { "fields origin" } else { "fields" };
    view! { <section class=class><h3>{t(heading)}</h3><dl>{rows.collect_view()}</dl></section> }.into_any()
}

/// A text of somebody's, with translation mark; none where it is empty.
pub fn words(name: Key, text: &Text) -> Option<Field> {
    (!text.is_empty()).then(|| (name, shown_text(&words_of(text))))
}

/// A plain value; none where it is empty.
pub fn plain(name: Key, value: String) -> Option<Field> {
    (!value.trim().is_empty()).then(|| (name, value.into_any()))
}

/// Values of a closed list, joined.
pub fn codes<T: Coded>(name: Key, codes: &[Code<T>]) -> Option<Field> {
    joined(name, codes.iter().map(|code| label(T::LIST, code.id())).collect())
}

/// One value of a closed list.
pub fn code<T: Coded>(name: Key, code: Option<&Code<T>>) -> Option<Field> {
    plain(name, code.map(|code| label(T::LIST, code.id())).unwrap_or_default())
}

/// Languages by their codes.
pub fn languages(name: Key, codes: &[String]) -> Option<Field> {
    joined(name, codes.iter().map(|code| label("language", code)).collect())
}

fn joined(name: Key, values: Vec<String>) -> Option<Field> {
    (!values.is_empty()).then(|| (name, list(&values).into_any()))
}

fn yes_no(name: Key, value: Option<bool>) -> Option<Field> {
    value.map(|yes| (name, t(if yes { k::VALUE_YES } else { k::VALUE_NO }).into_any()))
}

fn texts(name: Key, all: &[Text]) -> Option<Field> {
    let items = all.iter().filter(|text| !text.is_empty());
    let items: Vec<AnyView> =
        items.map(|text| view! { <li>{shown_text(&words_of(text))}</li> }.into_any()).collect();
    (!items.is_empty()).then(|| (name, view! { <ul>{items}</ul> }.into_any()))
}

/// Subjects: quadrant and the most exact concept of each.
fn subjects(all: &[Subject]) -> Option<Field> {
    let line = |subject: &Subject| {
        let concept =
            subject.subtopic.clone().or_else(|| subject.topic.as_ref().map(|topic| topic.id().to_owned()));
        let concept = concept.map(|id| label("concept", &id));
        let quadrant = subject.quadrant.as_ref().map(|quadrant| label("quadrant", quadrant.id()));
        let quadrant = quadrant.map(|words| view! { <span class="hint">{words}</span> });
        view! { <li>{concept} " " {quadrant}</li> }
    };
    let items = all.iter().map(line).collect_view();
    (!all.is_empty()).then(|| (k::FIELD_SUBJECTS, view! { <ul>{items}</ul> }.into_any()))
}

fn of_context(context: &Context) -> Section {
    let people = context.people.and_then(|people| plain(k::FIELD_PEOPLE, number(people as f64)));
    let scale = code(k::FIELD_SCALE, context.scale.as_ref());
    (k::GROUP_CONTEXT, vec![scale, people, codes(k::FIELD_SETTINGS, &context.settings)])
}

fn of_evidence(evidence: &Evidence) -> Section {
    let countries = evidence.transferred_to.iter().map(|country| country_label(country)).collect();
    let fields = vec![
        yes_no(k::FIELD_EVALUATED, evidence.evaluated),
        yes_no(k::FIELD_DOCUMENTED, evidence.documented),
        joined(k::FIELD_TRANSFERRED, countries),
        links(k::FIELD_LINKS, &evidence.links),
    ];
    (k::GROUP_EVIDENCE, fields)
}

/// Addresses as links; only `http` and `https` are ever made one.
pub fn links(name: Key, addresses: &[String]) -> Option<Field> {
    let items = addresses.iter().map(|address| view! { <li>{web_link(address)}</li> }).collect_view();
    (!addresses.is_empty()).then(|| (name, view! { <ul>{items}</ul> }.into_any()))
}

/// An address of the web as a link, anything else as words.
pub fn web_link(address: &str) -> AnyView {
    let shown = address.to_owned();
    if is_web(address) {
        view! { <a href=address.to_owned() target="_blank" rel="noopener noreferrer">{shown}</a> }.into_any()
    } else {
        shown.into_any()
    }
}

/// Whether an address begins with `http://` or `https://`.
fn is_web(address: &str) -> bool {
    let start = address.trim_start().to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

fn components(all: &[Component]) -> AnyView {
    let item = |component: &Component| {
        let topics = component.subjects.iter().filter_map(|subject| {
            subject.subtopic.clone().or_else(|| subject.topic.as_ref().map(|topic| topic.id().to_owned()))
        });
        let topics: Vec<String> = topics.map(|id| label("concept", &id)).collect();
        view! {
            <li>
                <h4>{shown_text(&words_of(&component.title))}</h4>
                {(!component.summary.is_empty()).then(|| view! { <p>{shown_text(&words_of(&component.summary))}</p> })}
                {(!topics.is_empty()).then(|| view! { <p class="hint">{list(&topics)}</p> })}
            </li>
        }
    };
    let items = all.iter().map(item).collect_view();
    (!all.is_empty())
        .then(|| view! { <section class="fields"><h3>{t(k::GROUP_COMPONENTS)}</h3><ul class="components">{items}</ul></section> })
        .into_any()
}

/// Everything an offer states.
pub fn of_offer(offer: &Offer, used: Option<(u32, Option<u32>)>) -> AnyView {
    view! { {components(&offer.components)} {sections_view(sections_of_offer(offer, used))} }.into_any()
}

fn sections_of_offer(offer: &Offer, used: Option<(u32, Option<u32>)>) -> Vec<Section> {
    let capacity = offer.capacity.map(|places| {
        let places = tn(k::FIELD_PLACES, places.get());
        used.map_or(places.clone(), |(used, _)| format!("{places} · {}", tn(k::FIELD_PLACES_USED, used)))
    });
    vec![
        (k::GROUP_SUBJECT, vec![subjects(&offer.subjects), codes(k::FIELD_SECTORS, &offer.sectors)]),
        (
            k::GROUP_FORM,
            vec![
                codes(k::FIELD_MODALITIES, &offer.modalities),
                codes(k::FIELD_DELIVERY, &offer.delivery),
                codes(k::FIELD_TYPES, &offer.types),
                languages(k::FIELD_LANGUAGES, &offer.languages),
                codes(k::FIELD_PROFILES, &offer.profiles),
            ],
        ),
        (
            k::GROUP_TIME,
            vec![
                plain(k::FIELD_WINDOW, window(offer.window)),
                offer
                    .min_duration_days
                    .and_then(|days| plain(k::FIELD_MIN_DURATION, tn(k::FIELD_DAYS, days.get()))),
                capacity.and_then(|words| plain(k::FIELD_CAPACITY, words)),
            ],
        ),
        (
            k::GROUP_COST,
            vec![codes(k::FIELD_COVERS, &offer.covers), codes(k::FIELD_ASKS_COVER, &offer.asks_cover)],
        ),
        of_evidence(&offer.evidence),
        (
            k::GROUP_CONDITIONS,
            vec![
                code(k::FIELD_AGREEMENT, offer.agreement_needed.as_ref()),
                words(k::FIELD_PRECONDITIONS, &offer.preconditions),
                code(k::FIELD_APPLY, offer.apply.as_ref()),
            ],
        ),
        of_context(&offer.context),
        origin(&offer.tags, offer.source.as_deref(), offer.confirmed_on),
    ]
}

/// Everything a request states.
pub fn of_request(request: &Request) -> AnyView {
    sections_view(sections_of_request(request))
}

fn sections_of_request(request: &Request) -> Vec<Section> {
    let commitment = &request.commitment;
    let providers = request.providers_needed.map(|count| number(count.get()));
    vec![
        (
            k::GROUP_AIMS,
            vec![texts(k::FIELD_OBJECTIVES, &request.objectives), texts(k::FIELD_RESULTS, &request.results)],
        ),
        (k::GROUP_SUBJECT, vec![subjects(&request.subjects), codes(k::FIELD_SECTORS, &request.sectors)]),
        (
            k::GROUP_FORM,
            vec![
                codes(k::FIELD_MODALITIES, &request.modalities),
                codes(k::FIELD_DELIVERY, &request.delivery),
                codes(k::FIELD_TYPES, &request.types),
                languages(k::FIELD_LANGUAGES, &request.languages),
                codes(k::FIELD_PROFILES, &request.profiles),
            ],
        ),
        (
            k::GROUP_TIME,
            vec![
                plain(k::FIELD_WINDOW, window(request.window)),
                request
                    .min_duration_days
                    .and_then(|days| plain(k::FIELD_MIN_DURATION, tn(k::FIELD_DAYS, days.get()))),
                providers.and_then(|count| plain(k::FIELD_PROVIDERS, count)),
                code(k::FIELD_PRIORITY, request.priority.as_ref()),
            ],
        ),
        (
            k::GROUP_COST,
            vec![codes(k::FIELD_COVERS, &request.covers), codes(k::FIELD_ASKS_COVER, &request.asks_cover)],
        ),
        (
            k::GROUP_COMMITMENT,
            vec![
                yes_no(k::FIELD_COUNTERPART, commitment.counterpart_team),
                yes_no(k::FIELD_BACKING, commitment.political_backing),
                yes_no(k::FIELD_AGENCY, commitment.agency_informed),
            ],
        ),
        of_context(&request.context),
        origin(&request.tags, request.source.as_deref(), request.confirmed_on),
    ]
}

fn origin(tags: &[String], source: Option<&str>, confirmed: Option<crate::primitive::Date>) -> Section {
    let fields = vec![
        joined(k::FIELD_TAGS, tags.to_vec()),
        source.and_then(|source| plain(k::FIELD_SOURCE, source.to_owned())),
        confirmed.and_then(|day| plain(k::FIELD_CONFIRMED, date(day))),
    ];
    (k::GROUP_ORIGIN, fields)
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(is_web("https://example.org") && is_web(" HTTP://example.org"));
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "example.org",
            "",
            "//example.org",
            "ftp://example.org",
        ] {
            assert!(!is_web(address), "{address}");
        }
    }
}
