//! The questionnaire of 2010 as a guided profile: one question at a time, any of them later.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::steps::Group;
use crate::primitive::Text;
use crate::ui::widgets::{Button, Icon, Look, TextIn, icon};
use crate::ui::words::{k, label, t, tf, with_labels};

/// Each question by its id, with the answer being written.
pub type Answers = StoredValue<Vec<(String, RwSignal<Text>)>>;

/// The questions, by id, in order.
pub fn questions() -> Vec<String> {
    let ids = with_labels(|labels| {
        labels
            .lists
            .get("questionnaire")
            .map(|list| list.iter().map(|question| question.id.clone()).collect())
    });
    ids.flatten().unwrap_or_default()
}

/// The question to begin with: the first without an answer, else the first.
fn first_open(answers: &[(String, RwSignal<Text>)]) -> usize {
    answers.iter().position(|(_, answer)| answer.with_untracked(Text::is_empty)).unwrap_or(0)
}

/// The questionnaire.
pub fn group(answers: Answers) -> Group {
    let at = RwSignal::new(answers.with_value(|all| first_open(all)));
    let all_at_once = RwSignal::new(false);
    let turn = move |()| all_at_once.update(|all| *all = !*all);
    let words = Signal::derive(move || {
        t(if all_at_once.get() { k::QUESTIONNAIRE_ONE } else { k::QUESTIONNAIRE_ALL })
    });
    let body = move || if all_at_once.get() { every(answers) } else { guided(answers, at) };
    let fields = view! {
        <div class="questionnaire">
            {overview(answers, at, all_at_once)}
            {body}
            <div><Button label=words look=Look::Quiet on_press=turn /></div>
        </div>
    };
    Group::new(k::GROUP_QUESTIONNAIRE, fields).with_hint(k::EDIT_QUESTIONNAIRE_HINT)
}

fn focus_question() {
    request_animation_frame(|| {
        let field = document().query_selector(".questionnaire textarea").ok().flatten();
        if let Some(field) = field.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}

/// How many are answered, and a number for each question that leads to it.
fn overview(answers: Answers, at: RwSignal<usize>, all_at_once: RwSignal<bool>) -> AnyView {
    let answered = move || {
        answers
            .with_value(|all| all.iter().filter(|(_, answer)| answer.with(|text| !text.is_empty())).count())
    };
    let of = answers.with_value(Vec::len);
    let words =
        move || tf(k::QUESTIONNAIRE_ANSWERED, &[("n", &answered().to_string()), ("of", &of.to_string())]);
    let number = move |n: usize, answer: RwSignal<Text>| {
        let filled = move || answer.with(|text| !text.is_empty());
        let name = move || {
            let key = if filled() { k::QUESTIONNAIRE_GO_ANSWERED } else { k::QUESTIONNAIRE_GO };
            tf(key, &[("n", &(n + 1).to_string())])
        };
        let go = move |_| {
            all_at_once.set(false);
            at.set(n);
            focus_question();
        };
        view! {
            <li>
                <button type="button" class="question-number" class:answered=filled aria-label=name on:click=go
                    aria-current=move || (at.get() == n && !all_at_once.get()).then_some("step")>
                    {move || if filled() { icon(Icon::Tick) } else { (n + 1).to_string().into_any() }}
                </button>
            </li>
        }
    };
    let numbers = answers
        .with_value(|all| all.iter().enumerate().map(|(n, (_, answer))| number(n, *answer)).collect_view());
    view! { <p role="status">{words}</p> <ol class="question-numbers">{numbers}</ol> }.into_any()
}

/// One question, with the way to the one before and the one after.
fn guided(answers: Answers, at: RwSignal<usize>) -> AnyView {
    let count = answers.with_value(Vec::len);
    let now = at.get();
    let Some((id, answer)) = answers.with_value(|all| all.get(now).cloned()) else { return ().into_any() };
    let go = move |to: usize| {
        at.set(to);
        focus_question();
    };
    let onward = Signal::derive(move || {
        t(if answer.with(Text::is_empty) { k::QUESTIONNAIRE_SKIP } else { k::EDIT_NEXT })
    });
    let back = (now > 0)
        .then(|| view! { <Button label=t(k::EDIT_BACK) symbol=Icon::Back on_press=move |()| go(now - 1) /> });
    let on = (now + 1 < count).then(|| view! { <Button label=onward on_press=move |()| go(now + 1) /> });
    view! {
        {question(&id, answer, 4)}
        <div class="actions">{back}{on}</div>
    }
    .into_any()
}

fn every(answers: Answers) -> AnyView {
    answers
        .with_value(|all| all.iter().map(|(id, answer)| question(id, *answer, 2)).collect_view())
        .into_any()
}

fn question(id: &str, answer: RwSignal<Text>, rows: u32) -> AnyView {
    let words = label("questionnaire", id);
    view! { <TextIn id=format!("answer-{id}") label=words value=answer rows optional=true /> }.into_any()
}
