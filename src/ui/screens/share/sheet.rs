//! Spreadsheets: a workbook to be filled in, the catalog as a workbook or CSV, and the way back.

mod ranked;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::part::check;
use crate::catalog::RecordKind;
use crate::desk::{WeighShare, Weighed, WhatLeaves};
use crate::interchange::sheet::{Separator, SheetProblem};
use crate::platform::download;
use crate::primitive::Language;
use crate::ui::screens::opening::PickFiles;
use crate::ui::screens::parts::figures;
use crate::ui::state::{
    Hands, Reason, Sheet, make_sheet, shown, use_answer, use_hands, use_weighing, use_who,
};
use crate::ui::widgets::{Button, Icon, Look, Progress, Tone, note};
use crate::ui::words::{k, language, reader, said, t, tf};
use crate::worker::sheets_client::{Hear, stop};

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv;charset=utf-8";

/// What a person chose on the card. Contacts and notes have no column, so there is nothing to choose there.
#[derive(Clone, Copy)]
struct Choices {
    language: RwSignal<Language>,
    mine_only: RwSignal<bool>,
    offers: RwSignal<bool>,
    requests: RwSignal<bool>,
    portfolio: RwSignal<bool>,
    matches: RwSignal<bool>,
    list: RwSignal<String>,
    separator: RwSignal<String>,
    /// Whether a file is being made, and how far it is.
    busy: RwSignal<bool>,
    done: RwSignal<(u32, u32)>,
    stopped: RwSignal<bool>,
    /// What was found about the last file: why there is none, or what its cells cannot hold.
    told: RwSignal<Option<Result<Vec<SheetProblem>, String>>>,
}

impl Choices {
    fn new() -> Self {
        Self {
            language: RwSignal::new(reader()),
            mine_only: RwSignal::new(false),
            offers: RwSignal::new(true),
            requests: RwSignal::new(true),
            portfolio: RwSignal::new(true),
            matches: RwSignal::new(true),
            list: RwSignal::new("offers".to_owned()),
            // Where a comma stands in numbers, spreadsheets expect a semicolon between cells.
            separator: RwSignal::new(if reader() == Language::En { "comma" } else { "semicolon" }.to_owned()),
            busy: RwSignal::new(false),
            done: RwSignal::new((0, 0)),
            stopped: RwSignal::new(false),
            told: RwSignal::new(None),
        }
    }

    /// Hears how far the making is, where one part of it leads from one share of the whole to another.
    fn hear(self, from: f64, until: f64) -> Hear {
        Rc::new(move |done| {
            self.done.try_set((((from + (until - from) * done) * 100.0) as u32, 100));
        })
    }

    fn stop(self) {
        self.stopped.set(true);
        stop();
    }

    /// Matches name both sides, so they leave only where both leave.
    fn with_matches(self) -> bool {
        self.matches.get() && self.offers.get() && self.requests.get()
    }

    fn separator(self) -> Separator {
        match self.separator.get_untracked().as_str() {
            "comma" => Separator::Comma,
            "tab" => Separator::Tab,
            _ => Separator::Semicolon,
        }
    }
}

/// The card.
#[component]
pub fn SheetCard() -> AnyView {
    let hands = use_hands();
    let (who, weighing) = (use_who(), use_weighing());
    let choices = Choices::new();
    let institution = Memo::new(move |_| who.institution());
    let only = move || institution.get().filter(|_| choices.mine_only.get());
    let what = move || WhatLeaves::Part {
        only_institution: only(),
        offers: choices.offers.get(),
        requests: choices.requests.get(),
        portfolio: choices.portfolio.get(),
        contacts: false,
        private_notes: false,
    };
    let weighed = use_answer(move || Some(WeighShare { what: what() }));
    let template = move |()| run(hands, choices, untrack(what), Wanted::Template);
    let book = move |()| {
        let matches = untrack(move || choices.with_matches().then(|| (weighing.settings(), only())));
        run(hands, choices, untrack(what), Wanted::Book(matches));
    };
    let csv = move |()| {
        let wanted = match choices.list.get_untracked().as_str() {
            "matches" => untrack(move || Wanted::MatchesCsv(weighing.settings(), only())),
            list => Wanted::Csv(RecordKind::ALL.into_iter().find(|kind| kind.list() == list)),
        };
        run(hands, choices, untrack(what), wanted);
    };
    let mine = move || institution.get().map(|_| check(t(k::SHARE_MINE_ONLY), choices.mine_only));
    view! {
        <section class="card sheet-card">
            <h2>{t(k::SHEET_TITLE)}</h2>
            <p>{t(k::SHEET_TEXT)}</p>
            {language_choice(choices)}
            <Button label=t(k::SHEET_TEMPLATE) symbol=Icon::Save disabled=choices.busy on_press=template />
            <PickFiles label=t(k::SHEET_OPEN) />
            <fieldset class="checks">
                <legend>{t(k::SHARE_WHAT)}</legend>
                {mine}
                {check(t(k::NAV_OFFERS), choices.offers)}
                {check(t(k::NAV_REQUESTS), choices.requests)}
                {check(t(k::NAV_PORTFOLIO), choices.portfolio)}
                {check(t(k::SHEET_MATCHES), choices.matches)}
            </fieldset>
            <div class="inside" role="status">{shown(weighed, inside)}</div>
            <p class="hint">{t(k::SHEET_NEVER)}</p>
            <Button label=t(k::SHEET_BOOK) look=Look::Primary symbol=Icon::Save disabled=choices.busy on_press=book />
            <details class="sheet-csv">
                <summary>{t(k::SHEET_CSV_TITLE)}</summary>
                {csv_choice(choices)}
                <Button label=t(k::SHEET_CSV) symbol=Icon::Save disabled=choices.busy on_press=csv />
            </details>
            <div role="status" class="sheet-told">
                {move || choices.busy.get().then(|| working(choices))}
                {move || choices.told.get().map(told)}
            </div>
        </section>
    }
    .into_any()
}

/// What would be inside, told before it goes.
fn working(choices: Choices) -> AnyView {
    let stop = move |()| choices.stop();
    view! { <Progress label=t(k::SHEET_WORKING) done=choices.done percent=true on_cancel=stop /> }.into_any()
}

fn inside(weighed: &Weighed) -> AnyView {
    view! { <p>{figures(&weighed.counts)}</p> }.into_any()
}

fn language_choice(choices: Choices) -> AnyView {
    let options = Language::ALL.map(|one| {
        let selected = one == choices.language.get_untracked();
        view! { <option value=one.code() selected=selected>{language(one.code())}</option> }
    });
    let choose = move |event| {
        if let Some(chosen) = Language::from_tag(&event_target_value(&event)) {
            choices.language.set(chosen);
        }
    };
    view! {
        <label class="field-label" for="sheet-language">{t(k::SHEET_LANGUAGE)}</label>
        <select id="sheet-language" class="input" on:change=choose>{options.collect_view()}</select>
    }
    .into_any()
}

fn csv_choice(choices: Choices) -> AnyView {
    let select =
        |id: &'static str, label: String, value: RwSignal<String>, options: Vec<(&'static str, String)>| {
            let options = options.into_iter().map(|(key, words)| {
                let selected = value.with_untracked(|value| value == key);
                view! { <option value=key selected=selected>{words}</option> }
            });
            view! {
                <label class="field-label" for=id>{label}</label>
                <select id=id class="input" on:change=move |event| value.set(event_target_value(&event))>
                    {options.collect_view()}
                </select>
            }
        };
    let lists = vec![
        ("institutions", t(k::NAV_INSTITUTIONS)),
        ("offers", t(k::NAV_OFFERS)),
        ("requests", t(k::NAV_REQUESTS)),
        ("portfolio", t(k::NAV_PORTFOLIO)),
        ("matches", t(k::NAV_MATCHES)),
    ];
    let separators =
        vec![("comma", t(k::SHEET_COMMA)), ("semicolon", t(k::SHEET_SEMICOLON)), ("tab", t(k::SHEET_TAB))];
    view! {
        {select("sheet-list", t(k::SHEET_LIST), choices.list, lists)}
        {select("sheet-separator", t(k::SHEET_SEPARATOR), choices.separator, separators)}
    }
    .into_any()
}

/// What was found about the last file.
fn told(outcome: Result<Vec<SheetProblem>, String>) -> AnyView {
    match outcome {
        Err(reason) => note(Tone::Bad, reason),
        Ok(problems) if problems.is_empty() => ().into_any(),
        Ok(problems) => {
            let rows = problems.into_iter().map(|problem| {
                view! { <li><strong>{problem.place}</strong> ": " {said(&problem.said)}</li> }
            });
            view! { {note(Tone::Caution, t(k::SHEET_MADE_WITH))} <ul>{rows.collect_view()}</ul> }.into_any()
        }
    }
}

/// What a person asked for.
enum Wanted {
    Template,
    Book(Option<ranked::Asked>),
    Csv(Option<RecordKind>),
    MatchesCsv(crate::matching::answer::Settings, Option<crate::primitive::Id>),
}

/// Makes the file and hands it over; one at a time.
fn run(hands: Hands, choices: Choices, what: WhatLeaves, wanted: Wanted) {
    choices.busy.set(true);
    choices.done.set((0, 0));
    choices.stopped.set(false);
    choices.told.set(None);
    let (language, separator) = (choices.language.get_untracked(), choices.separator());
    spawn_local(async move {
        let outcome = made(hands, choices, what, wanted, language, separator).await;
        choices.busy.try_set(false);
        match outcome {
            Ok(problems) => choices.told.try_set(Some(Ok(problems))),
            Err(Some(reason)) => choices.told.try_set(Some(Err(reason))),
            Err(None) => None,
        };
    });
}

/// The share of the work that matches take where there are any: each request is asked for.
const MATCHES_MADE: f64 = 0.5;

async fn made(
    hands: Hands,
    choices: Choices,
    what: WhatLeaves,
    wanted: Wanted,
    language: Language,
    separator: Separator,
) -> Result<Vec<SheetProblem>, Reason> {
    let ranked = |asked, until| ranked::table(hands, asked, choices.stopped, choices.hear(0.0, until));
    let from = if matches!(wanted, Wanted::Book(Some(_))) { MATCHES_MADE } else { 0.0 };
    let (sheet, ending, media_type) = match wanted {
        Wanted::Template => (Sheet::Template, "xlsx", WORKBOOK),
        Wanted::Book(None) => (Sheet::Book(Vec::new()), "xlsx", WORKBOOK),
        Wanted::Book(Some(asked)) => {
            (Sheet::Book(vec![ranked(asked, MATCHES_MADE).await?]), "xlsx", WORKBOOK)
        }
        Wanted::Csv(kind) => (Sheet::Csv(kind.unwrap_or(RecordKind::Offer), separator), "csv", CSV),
        Wanted::MatchesCsv(settings, only) => {
            (Sheet::PlainCsv(ranked((settings, only), 1.0).await?, separator), "csv", CSV)
        }
    };
    let made = make_sheet(hands, what, sheet, language, choices.hear(from, 1.0)).await?;
    let name = format!("{}.{ending}", made.name);
    if made.bytes.length() == 0 {
        return Err(Some(t(k::SHEET_BROKEN)));
    }
    download(&name, media_type, &made.bytes).map_err(|_| Some(t(k::SHARE_NOT_HANDED)))?;
    hands.toasts.say(tf(k::SHEET_DONE, &[("name", &name)]));
    Ok(made.problems)
}
