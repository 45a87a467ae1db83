//! A desk for tests: questions answered at once, on a shelf in memory.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use matriz::catalog::{Head, Institution, Offer, Request, Subject};
use matriz::desk::{
    CatalogInfo, CreateCatalog, Desk, Do, Done, Fault, FilePreview, Filter, FromWorker, Hello, ListEntries,
    ListView, MemoryShelf, Question, ReadFile, Sort,
};
use matriz::matching::answer::Settings;
use matriz::primitive::{Date, FixedWorld, Id, Language, Text, Window};
use matriz::vocabulary::{Code, Delivery, Modality, Quadrant, Topic};

/// The instant at which every test begins: 2026-11-22.
pub const NOW_MS: u64 = 1_795_305_600_000;

/// A desk whose world stands still.
pub struct Tab {
    pub desk: Desk<MemoryShelf, FixedWorld>,
}

impl Tab {
    /// Opens a tab on a shelf; every tab has randomness of its own.
    pub fn open(shelf: &MemoryShelf, seed: u64) -> Self {
        let mut tab = Self { desk: Desk::new(shelf.clone(), FixedWorld::seeded(NOW_MS, seed)) };
        let today = day("2026-11-22");
        tab.ask(Hello { build: String::new(), today }).expect("the test is set up so that this works");
        tab
    }

    /// Asks a question and waits for the answer.
    pub fn ask<Q: Question>(&mut self, question: Q) -> Result<Q::Answer, Fault> {
        self.ask_with(question, None).map(|(answer, _)| answer)
    }

    /// Asks with an attachment.
    pub fn ask_with<Q: Question>(
        &mut self,
        question: Q,
        attachment: Option<Vec<u8>>,
    ) -> Result<(Q::Answer, Option<Vec<u8>>), Fault> {
        let reply = now(self.desk.ask(question.into(), attachment));
        let answer = reply.answer?;
        Ok((Q::unpack(answer).expect("the answer belongs to the question"), reply.attachment))
    }

    /// Reads what other tabs wrote.
    pub fn catch_up(&mut self) -> Vec<FromWorker> {
        now(self.desk.catch_up())
    }

    pub fn create(&mut self, title: &str) -> CatalogInfo {
        self.ask(CreateCatalog { title: Text::plain(title) }).expect("the test is set up so that this works")
    }

    pub fn put(&mut self, record: impl Into<matriz::catalog::AnyRecord>) -> Result<Done, Fault> {
        self.ask(Do { command: matriz::desk::Command::Put(Box::new(record.into())) })
    }

    pub fn list(&mut self, kind: matriz::catalog::RecordKind, filter: Filter) -> ListView {
        let lang = Language::En;
        self.ask(ListEntries { kind, filter, sort: Sort::Best, from: 0, count: 50, lang })
            .expect("the test is set up so that this works")
    }
}

/// Runs a future that never waits: storage in memory answers at once.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("a shelf in memory never waits"),
    }
}

pub fn day(text: &str) -> Date {
    text.parse().expect("the test is set up so that this works")
}

pub fn id(bits: u128) -> Id {
    Id::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 | bits)
}

pub fn institution(bits: u128, name: &str, country: &str) -> Institution {
    let mut institution = Institution::new(Head::new(id(bits)), Text::in_language("en", name));
    institution.country = Some(country.to_owned());
    institution.languages = vec!["es".to_owned()];
    institution
}

/// An offer on social registries.
pub fn offer(bits: u128, institution: Id, title: &str) -> Offer {
    let mut offer = Offer::new(Head::new(id(bits)), institution, Text::in_language("es", title));
    offer.summary = Text::in_language(
        "es",
        "Registro social de hogares con ficha única, interoperable con las bases del Estado.",
    );
    offer.subjects = vec![registry()];
    offer.modalities = vec![Code::Known(Modality::TechnicalAssistance)];
    offer.delivery = vec![Code::Known(Delivery::OnSite)];
    offer.languages = vec!["es".to_owned()];
    offer.window = window("2027-01-01", "2027-12-31");
    offer
}

/// A request for help with a social registry.
pub fn request(bits: u128, institution: Id, title: &str) -> Request {
    let mut request = Request::new(Head::new(id(bits)), institution, Text::in_language("es", title));
    request.need =
        Text::in_language("es", "Se necesita un registro social de hogares para focalizar los programas.");
    request.subjects = vec![registry()];
    request.modalities = vec![Code::Known(Modality::TechnicalAssistance)];
    request.delivery = vec![Code::Known(Delivery::OnSite)];
    request.languages = vec!["es".to_owned()];
    request.window = window("2027-02-01", "2027-10-31");
    request
}

fn registry() -> Subject {
    Subject {
        quadrant: Some(Code::Known(Quadrant::Instruments)),
        topic: Some(Code::Known(Topic::SingleBeneficiaryRegistry)),
        ..Subject::default()
    }
}

pub fn window(from: &str, to: &str) -> Window {
    Window::new(Some(day(from)), Some(day(to))).expect("the test is set up so that this works")
}

/// A file of the graded test catalog: institutions, offers and requests of many countries.
pub const FILE: &[u8] = include_bytes!("../graded/catalog-a.json");

pub fn settings() -> Settings {
    Settings::on(day("2026-11-22"))
}

/// Reads a file and changes nothing.
pub fn read(tab: &mut Tab, bytes: &[u8]) -> FilePreview {
    let question = ReadFile { name: "catalog.json".into(), sample: false };
    tab.ask_with(question, Some(bytes.to_vec())).expect("the test is set up so that this works").0
}
