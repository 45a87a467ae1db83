//! The form of a request.

use leptos::prelude::*;

use super::common::{Common, Ids, codes, count, id_of, ids, pick, picked, typed};
use super::form::Wrong;
use super::offer::{answer, answer_of, lines, yes_no};
use super::steps::Group;
use crate::catalog::{Commitment, Request};
use crate::primitive::Text;
use crate::ui::widgets::TextArea;
use crate::ui::words::{k, t};
use crate::vocabulary::Priority;

/// The fields of a request.
#[derive(Clone, Copy)]
pub struct RequestForm {
    /// What offers have too.
    pub common: Common,
    objectives: RwSignal<String>,
    results: RwSignal<String>,
    priority: RwSignal<String>,
    counterpart: RwSignal<String>,
    backing: RwSignal<String>,
    agency: RwSignal<String>,
}

/// Texts, one a line.
fn joined(texts: &[Text]) -> RwSignal<String> {
    RwSignal::new(texts.iter().map(|text| text.text.replace('\n', " ")).collect::<Vec<_>>().join("\n"))
}

/// The lines as texts: a line that stood there before keeps its language and its translations.
fn split(value: RwSignal<String>, base: &[Text], lang: Option<&str>) -> Vec<Text> {
    let text = |line: String| {
        let before = base.iter().find(|text| text.text.replace('\n', " ") == line);
        before.cloned().unwrap_or_else(|| Text {
            lang: lang.map(str::to_owned),
            text: line,
            ..Text::default()
        })
    };
    lines(value).into_iter().map(text).collect()
}

impl RequestForm {
    /// The form of a request.
    pub fn of(request: &Request) -> Self {
        let commitment = &request.commitment;
        let ids_signal = |all: Vec<String>| -> Ids { RwSignal::new(all) };
        Self {
            common: Common {
                institution: RwSignal::new(request.institution),
                title: RwSignal::new(request.title.clone()),
                body: RwSignal::new(request.need.clone()),
                status: id_of(Some(&request.status.into())),
                subjects: RwSignal::new(request.subjects.clone()),
                sectors: ids_signal(ids(&request.sectors)),
                modalities: ids_signal(ids(&request.modalities)),
                delivery: ids_signal(ids(&request.delivery)),
                types: ids_signal(ids(&request.types)),
                languages: ids_signal(request.languages.clone()),
                profiles: ids_signal(ids(&request.profiles)),
                covers: ids_signal(ids(&request.covers)),
                asks_cover: ids_signal(ids(&request.asks_cover)),
                window: RwSignal::new(request.window),
                min_days: typed(request.min_duration_days),
                count: typed(request.providers_needed),
                scale: id_of(request.context.scale.as_ref()),
                people: typed(request.context.people),
                settings: ids_signal(ids(&request.context.settings)),
                tags: RwSignal::new(request.tags.join(", ")),
            },
            objectives: joined(&request.objectives),
            results: joined(&request.results),
            priority: id_of(request.priority.as_ref()),
            counterpart: answer_of(commitment.counterpart_team),
            backing: answer_of(commitment.political_backing),
            agency: answer_of(commitment.agency_informed),
        }
    }

    /// The request as it stands in the form; tracked.
    pub fn read(self, base: Request) -> Request {
        let common = self.common;
        let title = common.title.get();
        let lang = title.lang.clone();
        Request {
            institution: common.institution.get(),
            status: common.stands(),
            title,
            need: common.body.get(),
            objectives: split(self.objectives, &base.objectives, lang.as_deref()),
            results: split(self.results, &base.results, lang.as_deref()),
            subjects: common.subjects.get(),
            sectors: codes(common.sectors),
            modalities: codes(common.modalities),
            delivery: codes(common.delivery),
            types: codes(common.types),
            languages: common.languages.get(),
            window: common.window.get(),
            min_duration_days: count(common.min_days),
            providers_needed: count(common.count),
            priority: picked::<Priority>(self.priority),
            profiles: codes(common.profiles),
            covers: codes(common.covers),
            asks_cover: codes(common.asks_cover),
            commitment: Commitment {
                counterpart_team: answer(self.counterpart),
                political_backing: answer(self.backing),
                agency_informed: answer(self.agency),
                extra: base.commitment.extra,
            },
            context: common.context(base.context),
            tags: common.tag_list(),
            head: base.head,
            source: base.source,
            confirmed_on: base.confirmed_on,
        }
    }

    /// The questions, in groups.
    pub fn groups(self, errors: Signal<Vec<Wrong>>) -> Vec<Group> {
        let common = self.common;
        let aims = view! {
            <TextArea id="objectives" label=t(k::FIELD_OBJECTIVES) hint=t(k::EDIT_ONE_A_LINE) value=self.objectives rows=3 optional=true />
            <TextArea id="results" label=t(k::FIELD_RESULTS) hint=t(k::EDIT_ONE_A_LINE) value=self.results rows=3 optional=true />
            {pick::<Priority>("priority", k::FIELD_PRIORITY, self.priority)}
        };
        let commitment = view! {
            {yes_no("counterpart", k::FIELD_COUNTERPART, self.counterpart)}
            {yes_no("backing", k::FIELD_BACKING, self.backing)}
            {yes_no("agency", k::FIELD_AGENCY, self.agency)}
        };
        vec![
            common.essentials(errors, k::EDIT_NEED, k::EDIT_NEED_HINT),
            common.about(),
            Group::new(k::GROUP_AIMS, aims),
            common.form(),
            common.time(errors, k::EDIT_PROVIDERS),
            common.costs(),
            Group::new(k::EDIT_GROUP_COMMITMENT, commitment),
            common.setting(errors),
        ]
    }
}
