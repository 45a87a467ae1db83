//! The desk itself: it owns the open catalog, what is derived from it, and the log of commands.
//!
//! It is plain code over a [`Shelf`] and a [`World`], so it runs in the worker and in tests alike. In reading
//! order: `book` (the open catalog with what is derived from it), `rows` (records as they lie on the shelf),
//! `meta` (catalogs as the device lists them), `write` (the only way anything is written), `edits` and `joined`
//! (what a command changes), `log` (undo and redo), `catalogs`, `transfer` and `merging` (catalogs and files), and then what is
//! only looked at: `facts`, `cards`, `lists`, `detail`, `matrix`.
//!
//! One write, always the same way: take the lock of all tabs; read what other tabs wrote meanwhile; work out
//! what changes; write it in one batch; only then let it count. When the batch fails nothing has changed.

mod aside;
mod best;
mod book;
mod cards;
mod catalogs;
mod detail;
mod duplicates;
mod edits;
mod facts;
mod fair;
mod freshness;
mod gather;
mod leaving;
mod lists;
mod log;
mod map;
mod matches;
mod matrix;
mod merging;
mod meta;
mod organiser;
mod own;
mod plans;
mod portfolio;
mod rows;
mod save;
mod search;
mod sources;
mod transfer;
mod undo_merge;
mod usage;
mod write;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use self::book::Book;
use self::log::Log;
use self::matches::suggestions;
use self::meta::Meta;
use self::transfer::Tray;
use super::{Answer, Ask, Fault, FromWorker, Heard, Hello, Shelf, ShelfState, ShelfTrouble, Welcome};
use crate::primitive::{Date, Id, Said, World};
use crate::vocabulary::Vocabulary;

/// What the app is asked, answered over a shelf and a world.
pub struct Desk<S, W> {
    shelf: S,
    world: W,
    /// Today on the reader's calendar; told with `Hello`.
    today: Date,
    /// The shelf as it was last seen.
    state: ShelfState,
    /// The catalogs of this device.
    metas: BTreeMap<Id, Meta>,
    /// Whether `metas` was ever read.
    is_met: bool,
    /// The open catalog.
    book: Option<Book>,
    log: Log,
    /// Files that were read and wait.
    tray: Tray,
    /// The batch that the last whole copy for a file contains.
    copied: Option<(Id, u64)>,
    out: Out,
}

/// Whoever listens while a long question is answered, and may answer "stop".
pub type Ear<'a> = &'a mut dyn FnMut(Heard) -> ControlFlow<()>;

/// What goes out beside the answer to the question at hand.
#[derive(Default)]
struct Out {
    attachment: Option<Vec<u8>>,
    events: Vec<FromWorker>,
    wrote: bool,
}

/// What the desk replies to a question.
#[derive(Debug)]
pub struct Reply {
    /// The answer.
    pub answer: Result<Answer, Fault>,
    /// Bytes that travel with it.
    pub attachment: Option<Vec<u8>>,
    /// What everyone who shows the catalog should hear.
    pub events: Vec<FromWorker>,
    /// Whether something was written, which other tabs have to read.
    pub wrote: bool,
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// A desk at which no catalog is open yet.
    pub fn new(shelf: S, world: W) -> Self {
        Self {
            shelf,
            today: world.today(),
            world,
            state: ShelfState::default(),
            metas: BTreeMap::new(),
            is_met: false,
            book: None,
            log: Log::default(),
            tray: Tray::default(),
            copied: None,
            out: Out::default(),
        }
    }

    /// Answers a question.
    pub async fn ask(&mut self, ask: Ask, attachment: Option<Vec<u8>>) -> Reply {
        self.ask_heard(ask, attachment, &mut |_| ControlFlow::Continue(())).await
    }

    /// Answers a question; `ear` hears how far a long one is, and what there is of its answer.
    pub async fn ask_heard(&mut self, ask: Ask, attachment: Option<Vec<u8>>, ear: Ear<'_>) -> Reply {
        let answer = match self.meet().await {
            Ok(()) => self.answer(ask, attachment, ear).await,
            Err(fault) => Err(fault),
        };
        let out = std::mem::take(&mut self.out);
        Reply { answer, attachment: out.attachment, events: out.events, wrote: out.wrote }
    }

    /// Reads what other tabs have written since; says what changed.
    pub async fn catch_up(&mut self) -> Vec<FromWorker> {
        // What cannot be read now is read with the next question, which then reports it.
        let _ = self.freshen().await;
        std::mem::take(&mut self.out).events
    }

    async fn answer(&mut self, ask: Ask, attachment: Option<Vec<u8>>, ear: Ear<'_>) -> Result<Answer, Fault> {
        match ask {
            Ask::Hello(question) => self.hello(&question).await.map(Answer::Hello),
            Ask::ListCatalogs(_) => self.list_catalogs().await.map(Answer::ListCatalogs),
            Ask::CreateCatalog(question) => {
                self.create_catalog(question.title).await.map(Answer::CreateCatalog)
            }
            Ask::OpenCatalog(question) => self.open_catalog(question.id).await.map(Answer::OpenCatalog),
            Ask::RenameCatalog(question) => {
                self.rename_catalog(question.id, question.title).await.map(Answer::RenameCatalog)
            }
            Ask::RemoveCatalog(question) => {
                self.mark_removed(question.id, true).await.map(Answer::RemoveCatalog)
            }
            Ask::RestoreCatalog(question) => {
                self.mark_removed(question.id, false).await.map(Answer::RestoreCatalog)
            }
            Ask::ReadFile(question) => {
                let bytes = attachment.unwrap_or_default();
                Ok(Answer::ReadFile(self.read_file(&question, &bytes)))
            }
            Ask::Adopt(question) => self.adopt(question).await.map(Answer::Adopt),
            Ask::SaveFile(question) => self.save_file(&question.what).map(Answer::SaveFile),
            Ask::SavedToFile(_) => self.saved_to_file().await.map(Answer::SavedToFile),
            Ask::KeepSource(question) => self.keep_source(question).await.map(Answer::KeepSource),
            Ask::Do(question) => self.carry_out(question.command).await.map(Answer::Do),
            Ask::Undo(_) => self.undo().await.map(Answer::Undo),
            Ask::UndoMerge(question) => self.undo_merge(&question.key).await.map(Answer::UndoMerge),
            Ask::Redo(_) => self.redo().await.map(Answer::Redo),
            Ask::MakePlan(question) => {
                // A desk that only plans hears of no write: it looks for itself.
                self.freshen().await?;
                self.make_plan(&question, ear).map(Answer::MakePlan)
            }
            looking => self.look(looking),
        }
    }

    /// Questions that only look at what is open.
    fn look(&mut self, ask: Ask) -> Result<Answer, Fault> {
        match ask {
            Ask::GetLabels(question) => Ok(Answer::GetLabels(Vocabulary::carried().labels(question.lang))),
            Ask::GetEntry(question) => self.get_entry(&question).map(Answer::GetEntry),
            Ask::ListEntries(question) => self.list_entries(&question).map(Answer::ListEntries),
            Ask::GetMatrix(question) => self.get_matrix(&question).map(Answer::GetMatrix),
            Ask::FairOf(question) => self.fair_of(&question).map(Answer::FairOf),
            Ask::MapOf(question) => self.map_of(&question).map(Answer::MapOf),
            Ask::MatchesOf(question) => self.matches_of(&question).map(Answer::MatchesOf),
            Ask::AllMatches(question) => self.all_matches(&question).map(Answer::AllMatches),
            Ask::Explain(question) => self.explain(&question).map(Answer::Explain),
            Ask::ThirdPartiesOf(question) => self.third_parties_of(&question).map(Answer::ThirdPartiesOf),
            Ask::NearMissesOf(question) => self.near_misses_of(&question).map(Answer::NearMissesOf),
            Ask::WhatIf(question) => self.what_if(&question).map(Answer::WhatIf),
            Ask::RobustnessOf(question) => self.robustness_of(&question).map(Answer::RobustnessOf),
            Ask::Live(question) => self.live(&question).map(Answer::Live),
            Ask::SuggestConcepts(question) => Ok(Answer::SuggestConcepts(suggestions(&question))),
            Ask::ForYou(question) => self.for_you(&question).map(Answer::ForYou),
            Ask::OrganiserDesk(question) => self.organiser_desk(&question).map(Answer::OrganiserDesk),
            Ask::Duplicates(question) => self.duplicates(&question).map(Answer::Duplicates),
            Ask::PortfolioItems(question) => self.portfolio_items(&question).map(Answer::PortfolioItems),
            Ask::PreviewMerge(question) => self.preview_merge(&question).map(Answer::PreviewMerge),
            Ask::ListChanges(question) => self.list_changes(&question).map(Answer::ListChanges),
            Ask::PutTogether(question) => self.put_together(&question.tokens).map(Answer::PutTogether),
            Ask::LetGo(question) => {
                self.let_go(&question.tokens);
                Ok(Answer::LetGo(()))
            }
            Ask::WeighShare(question) => self.weigh_share(&question.what).map(Answer::WeighShare),
            Ask::ShareCode(question) => Ok(Answer::ShareCode(leaving::code(&question))),
            Ask::ListSources(_) => self.list_sources().map(Answer::ListSources),
            Ask::ShareLink(question) => self.share_link(&question.what).map(Answer::ShareLink),
            Ask::ReadLink(question) => self.read_link(&question.fragment).map(Answer::ReadLink),
            Ask::MergeLog(_) => self.merge_log().map(Answer::MergeLog),
            Ask::ListAside(_) => self.list_aside().map(Answer::ListAside),
            Ask::SaveAside(_) => self.save_aside().map(Answer::SaveAside),
            _ => Err(Fault::Broken("a question this desk does not know".to_owned())),
        }
    }

    async fn hello(&mut self, hello: &Hello) -> Result<Welcome, Fault> {
        self.today = hello.today;
        let catalogs = self.list_catalogs().await?;
        Ok(Welcome { catalogs, durable: self.state.durable, space: self.state.space })
    }

    /// The open catalog.
    fn book(&self) -> Result<&Book, Fault> {
        self.book.as_ref().ok_or(Fault::NoCatalog)
    }
}

/// A trouble in reading the shelf, as a fault.
fn unread(trouble: ShelfTrouble) -> Fault {
    Fault::Refused(trouble.0)
}

/// A command that is not possible, with the key of the reason.
fn refused(key: &str) -> Fault {
    Fault::Refused(Said::new(key))
}
