//! The worker of spreadsheets: keeps what it was told, answers one question after the other.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Object, Reflect, global};
use wasm_bindgen::JsCast;

use super::SHEETS_PORT_ON_PAGE;
use super::inlet::Inlet;
use crate::catalog::Catalog;
use crate::interchange::read_catalog;
use crate::interchange::sheet::{
    Dictionary, FromSheets, Names, SheetAnswer, SheetAsk, ToSheets, read_sheets_heard, write_book_heard,
    write_csv_heard, write_plain_csv, write_template,
};
use crate::primitive::{Id, Language, Text};
use crate::vocabulary::Labels;

/// Starts the worker.
pub fn run() {
    let Some(page) = Inlet::find(SHEETS_PORT_ON_PAGE) else { return };
    let state = RefCell::new(State::default());
    let answer = page.clone();
    page.listen(move |message, attachments| {
        let ToSheets(number, ask) = message;
        // What is posted from here reaches the page at once, while this goes on.
        let mut hear = |done| answer.send(&FromSheets::Progress(number, done), None);
        let (said, bytes) = state.borrow_mut().answer(ask, attachments, &mut hear);
        answer.send(&FromSheets::Answer(number, said), bytes.as_deref());
    });
    page.send(&FromSheets::Ready, None);
}

/// What the worker was told.
#[derive(Default)]
struct State {
    dictionary: Dictionary,
}

impl State {
    fn answer(
        &mut self,
        ask: SheetAsk,
        attachments: Vec<Vec<u8>>,
        hear: &mut dyn FnMut(f64),
    ) -> (SheetAnswer, Option<Vec<u8>>) {
        let mut attachments = attachments.into_iter();
        let attachment = attachments.next().unwrap_or_default();
        let dictionary = &self.dictionary;
        let (bytes, problems) = match ask {
            SheetAsk::Learn(labels) => {
                self.dictionary = Dictionary::new(&labels, &names(&labels));
                (None, Vec::new())
            }
            SheetAsk::Template(language) => {
                (Some(write_template(&catalog(&attachment), dictionary, language)), Vec::new())
            }
            SheetAsk::Workbook(language, tables) => {
                let catalog = catalog(&attachment);
                let (bytes, problems) = write_book_heard(&catalog, dictionary, language, &tables, hear);
                (Some(bytes), problems)
            }
            SheetAsk::Csv(language, of, separator) => {
                let catalog = catalog(&attachment);
                let bytes = write_csv_heard(&catalog, of, dictionary, (language, separator), hear);
                (Some(bytes), Vec::new())
            }
            SheetAsk::PlainCsv(table, separator) => (Some(write_plain_csv(&table, separator)), Vec::new()),
            SheetAsk::Read(language) => {
                let base = read_catalog(&attachment).catalog;
                let file = attachments.next().unwrap_or_default();
                read_sheets_heard(&file, base.as_ref(), dictionary, language, hear)
            }
        };
        (SheetAnswer { problems }, bytes)
    }
}

/// The catalog a question is about; an empty one where there is none.
fn catalog(bytes: &[u8]) -> Catalog {
    read_catalog(bytes).catalog.unwrap_or_else(|| Catalog::new(Id::NIL, Text::default()))
}

/// Languages that are offered beside the four of the app and the official ones of every country.
const FURTHER_LANGUAGES: [&str; 4] = ["qu", "ay", "gn", "ht"];

/// What the browser calls countries and languages, in each language of the app.
fn names(labels: &[Labels]) -> Names {
    let countries: Vec<_> = labels.first().map(|labels| labels.countries.clone()).unwrap_or_default();
    let mut tags: Vec<&str> = Language::ALL.map(Language::code).to_vec();
    tags.extend(FURTHER_LANGUAGES);
    tags.extend(countries.iter().flat_map(|country| &country.languages).map(String::as_str));
    let named = |language: Language| {
        let regions = display_names(language, "region");
        let name = |alpha2: &str| regions.as_ref().and_then(|names| of(names, alpha2));
        let pairs = countries.iter().filter_map(|country| Some((country.id.clone(), name(&country.iso2)?)));
        let countries: BTreeMap<String, String> = pairs.collect();
        let known = display_names(language, "language");
        let name = |tag: &str| known.as_ref().and_then(|names| of(names, tag));
        let pairs = tags.iter().filter_map(|tag| Some(((*tag).to_owned(), name(tag)?)));
        (countries, pairs.collect::<BTreeMap<String, String>>())
    };
    let all = Language::ALL.map(named);
    Names { countries: all.clone().map(|(countries, _)| countries), languages: all.map(|(_, tags)| tags) }
}

/// The browser's names of a kind, in a language; none where it has none.
fn display_names(language: Language, kind: &str) -> Option<Object> {
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
    let tag = if language == Language::Pt { "pt-BR" } else { language.code() };
    let args = Array::of2(&tag.into(), &options);
    Reflect::construct(&class, &args).ok()?.dyn_into().ok()
}

fn of(names: &Object, code: &str) -> Option<String> {
    let method: Function = Reflect::get(names, &"of".into()).ok()?.dyn_into().ok()?;
    method.call1(names, &code.into()).ok()?.as_string()
}
