//! The desk: what the app can be asked and told.
//!
//! The page speaks to the desk in typed questions ([`Question`]); each has one type of answer. The desk
//! itself (feature `engine`) is plain code over a catalog: it owns the open catalog, its match index and the
//! log of commands. What has to be written goes as rows to a [`Shelf`], and a command counts only when the
//! shelf says that they are written.

#[cfg(feature = "engine")]
mod clerk;
mod command;
mod fair;
mod files;
mod for_you;
mod lists;
mod map;
mod matches;
mod matrix;
mod memory;
mod organiser;
mod plans;
mod portfolio;
mod protocol;
mod read_only;
mod session;
mod sharing;
mod shelf;

#[cfg(feature = "engine")]
pub use clerk::{Desk, Ear, Reply};
pub use command::{Agreement, Command, Do, Done, Redo, Undo};
pub use fair::{FairEntry, FairOf, FairView, Fit, Stand, StandView};
pub use files::{
    Adopt, AdoptHow, FileOut, FilePreview, ProblemView, ReadFile, SaveFile, SavedToFile, Severity, Ticked,
    WhatLeaves,
};
pub use for_you::{ForYou, ForYouView, Waiting};
pub use lists::{
    EntryCard, EntryDetail, EntryKey, Facet, FacetValue, Filter, GetEntry, InstitutionCard, ListEntries,
    ListView, Sort,
};
pub use map::{CountryCount, Flow, MapLayer, MapOf, MapView};
pub use matches::{
    AllMatches, Explain, Live, LiveView, MatchCard, MatchList, MatchOverview, MatchesOf, NearMissCard,
    NearMissesOf, RobustnessOf, Side, ThirdPartiesOf, ThirdPartyView, WhatIf,
};
pub use matrix::{Axis, Cell, GetMatrix, MatrixView, Tally};
pub use memory::MemoryShelf;
pub use organiser::{
    CameIn, Contested, DuplicatePair, Duplicates, Few, Incomplete, NextStep, OrganiserDesk, OrganiserView,
};
pub use plans::{MakePlan, Plan, PlanAim, PlanView};
pub use portfolio::{ItemDetail, ItemRow, PartyRow, PortfolioItems, PortfolioView, Stage};
pub use protocol::{Answer, Ask, Fault, FromWorker, Heard, Question, ToWorker, Typed};
pub use read_only::ReadOnly;
pub use session::{
    CatalogInfo, Counts, CreateCatalog, GetLabels, Hello, ListCatalogs, OpenCatalog, RemoveCatalog,
    RenameCatalog, RestoreCatalog, SuggestConcepts, Suggestion, Welcome,
};
pub use sharing::{
    AsidePiece, ChangeGroup, CodeOut, KeepSource, LetGo, LinkOut, ListAside, ListChanges, ListSources,
    MergeEntry, MergeLog, MergeView, PreviewMerge, PutTogether, ReadLink, SaveAside, ShareCode, ShareLink,
    Source, UndoMerge, WeighShare, Weighed,
};
pub use shelf::{Batch, CatalogRow, Row, Shelf, ShelfState, ShelfTrouble};
