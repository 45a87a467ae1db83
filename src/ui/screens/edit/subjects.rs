//! What an entry is about: concepts found by any word in any language, each with its quadrant.

use leptos::prelude::*;

use crate::catalog::Subject;
use crate::desk::SuggestConcepts;
use crate::ui::state::use_answer;
use crate::ui::widgets::{Button, Choice, Combo, Icon, Look, Pick};
use crate::ui::words::{k, label, reader, t, tf, with_labels};
use crate::vocabulary::{Code, Coded, Quadrant, Sector, Topic};

/// Suggestions shown at once.
const OFFERED: u32 = 12;

/// The subjects of an entry.
pub type Subjects = RwSignal<Vec<Subject>>;

/// The subject a concept stands for: a topic, or a sub-topic with its topic; its usual quadrant is stated too.
/// None for what is no subject of its own (a sector, a programme that nobody classified).
pub fn subject_of(concept: &str, parent: Option<&str>) -> Option<Subject> {
    if let Some(topic) = Topic::from_id(concept) {
        let quadrant = with_labels(|labels| {
            labels.topics.iter().find(|known| known.id == topic).map(|known| known.quadrant)
        });
        return Some(Subject {
            quadrant: quadrant.flatten().map(Code::Known),
            topic: Some(Code::Known(topic)),
            ..Subject::default()
        });
    }
    let known = with_labels(|labels| {
        labels.subtopic(concept).map(|known| (known.topic, known.quadrants.first().copied()))
    });
    if let Some((topic, quadrant)) = known.flatten() {
        return Some(Subject {
            quadrant: quadrant.map(Code::Known),
            topic: topic.map(Code::Known),
            subtopic: Some(concept.to_owned()),
            ..Subject::default()
        });
    }
    // A programme stands for what it is an instance of.
    parent
        .filter(|parent| Sector::from_id(parent).is_none() && *parent != concept)
        .and_then(|parent| subject_of(parent, None))
}

/// Search, the matrix, and what was chosen.
#[component]
pub fn SubjectPicker(
    /// Of the search field.
    #[prop(default = "subjects".to_owned(), into)]
    id: String,
    subjects: Subjects,
) -> AnyView {
    let query = RwSignal::new(None::<String>);
    let found = use_answer(move || {
        let query = query.get()?;
        Some(SuggestConcepts { query, lang: reader(), limit: OFFERED })
    });
    let options = Signal::derive(move || {
        found.value.with(|all| {
            all.iter()
                .flatten()
                .map(|found| {
                    let parent = found.parent.as_deref().map(|parent| label("concept", parent));
                    let because =
                        (found.because != label("concept", &found.concept)).then(|| found.because.clone());
                    let note = [parent, because].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                    let id = format!("{}|{}", found.concept, found.parent.as_deref().unwrap_or_default());
                    Choice { id, label: label("concept", &found.concept), note }
                })
                .collect::<Vec<_>>()
        })
    });
    let choose = move |choice: Choice| {
        let (concept, parent) = choice.id.split_once('|').unwrap_or((&choice.id, ""));
        if let Some(subject) = subject_of(concept, Some(parent).filter(|parent| !parent.is_empty())) {
            subjects.update(|all| {
                if !all.contains(&subject) {
                    all.push(subject);
                }
            });
        }
    };
    // Rows change with how many there are; what a row says of its quadrant follows by itself.
    let count = Memo::new(move |_| subjects.with(|all| all.iter().map(name_of).collect::<Vec<_>>()));
    let prefix = id.clone();
    let chosen = move || (0..count.with(Vec::len)).map(|at| row(&prefix, at, subjects)).collect_view();
    view! {
        <div class="subject-picker">
            <Combo id label=t(k::EDIT_SUBJECTS) hint=t(k::EDIT_SUBJECTS_HINT) options optional=true
                on_query=move |words| query.set(Some(words)) on_choose=choose />
            {by_matrix(subjects)}
            <ul class="chosen-subjects">{chosen}</ul>
        </div>
    }
    .into_any()
}

/// The topics of the matrix under their quadrants: for who would rather point than type.
fn by_matrix(subjects: Subjects) -> AnyView {
    let quadrant = move |quadrant: Quadrant| {
        let topics = with_labels(|labels| {
            let own = labels.topics.iter().filter(|topic| topic.quadrant == quadrant);
            own.map(|topic| topic.id).collect::<Vec<_>>()
        });
        let topics = topics.unwrap_or_default();
        (!topics.is_empty()).then(|| {
            view! {
                <fieldset class="chips">
                    <legend>{label("quadrant", quadrant.id())}</legend>
                    <div class="chip-row">{topics.into_iter().map(|topic| topic_chip(topic, subjects)).collect_view()}</div>
                </fieldset>
            }
        })
    };
    view! {
        <details class="subject-matrix">
            <summary>{t(k::EDIT_SUBJECTS_MATRIX)}</summary>
            {Quadrant::ALL.iter().map(|one| quadrant(*one)).collect_view()}
        </details>
    }
    .into_any()
}

/// Whether a subject is the topic itself, and none of its sub-topics.
fn is_topic(subject: &Subject, topic: Topic) -> bool {
    subject.subtopic.is_none() && subject.topic == Some(Code::Known(topic))
}

fn topic_chip(topic: Topic, subjects: Subjects) -> AnyView {
    let is_chosen = move || subjects.with(|all| all.iter().any(|subject| is_topic(subject, topic)));
    let toggle = move |_| {
        subjects.update(|all| {
            let before = all.len();
            all.retain(|subject| !is_topic(subject, topic));
            if all.len() == before {
                all.extend(subject_of(topic.id(), None));
            }
        });
    };
    view! {
        <label class="chip">
            <input type="checkbox" prop:checked=is_chosen on:change=toggle />
            <span>{label("concept", topic.id())}</span>
        </label>
    }
    .into_any()
}

fn name_of(subject: &Subject) -> String {
    let concept =
        subject.subtopic.clone().or_else(|| subject.topic.as_ref().map(|topic| topic.id().to_owned()));
    match (concept, &subject.quadrant) {
        (Some(concept), _) => label("concept", &concept),
        (None, Some(quadrant)) => label("quadrant", quadrant.id()),
        (None, None) => String::new(),
    }
}

fn row(prefix: &str, at: usize, subjects: Subjects) -> AnyView {
    let name = subjects.with_untracked(|all| all.get(at).map(name_of)).unwrap_or_default();
    let quadrants = Quadrant::ALL
        .iter()
        .map(|quadrant| Choice::new(quadrant.id(), label("quadrant", quadrant.id())))
        .collect();
    let chosen = Signal::derive(move || {
        subjects.with(|all| {
            let quadrant = all.get(at).and_then(|subject| subject.quadrant.as_ref());
            quadrant.map(|quadrant| quadrant.id().to_owned()).unwrap_or_default()
        })
    });
    let choose = move |id: String| {
        subjects.update(|all| {
            if let Some(subject) = all.get_mut(at) {
                subject.quadrant = (!id.is_empty()).then(|| Code::read(&id));
            }
        });
    };
    let remove = move |()| {
        subjects.update(|all| {
            if at < all.len() {
                all.remove(at);
            }
        });
    };
    let take_away = tf(k::EDIT_SUBJECT_REMOVE, &[("name", &name)]);
    view! {
        <li>
            <strong>{name}</strong>
            <Pick id=format!("{prefix}-{at}") label=t(k::EDIT_SUBJECT_QUADRANT) choices=quadrants none=t(k::EDIT_NOT_STATED)
                chosen on_choose=choose />
            <Button label=take_away look=Look::Quiet symbol=Icon::Close only_icon=true on_press=remove />
        </li>
    }
    .into_any()
}
