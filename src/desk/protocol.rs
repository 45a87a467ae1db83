//! The typed channel between the page and the worker.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::command::{Do, Done, Redo, Undo};
use super::fair::{FairOf, FairView};
use super::files::{Adopt, FileOut, FilePreview, ReadFile, SaveFile, SavedToFile};
use super::for_you::{ForYou, ForYouView};
use super::lists::{EntryDetail, GetEntry, ListEntries, ListView};
use super::map::{MapOf, MapView};
use super::matches::{
    AllMatches, Explain, Live, LiveView, MatchCard, MatchList, MatchOverview, MatchesOf, NearMissCard,
    NearMissesOf, RobustnessOf, ThirdPartiesOf, ThirdPartyView, WhatIf,
};
use super::matrix::{GetMatrix, MatrixView};
use super::organiser::{DuplicatePair, Duplicates, OrganiserDesk, OrganiserView};
use super::plans::{MakePlan, PlanView};
use super::portfolio::{PortfolioItems, PortfolioView};
use super::session::{
    CatalogInfo, CreateCatalog, GetLabels, Hello, ListCatalogs, OpenCatalog, RemoveCatalog, RenameCatalog,
    RestoreCatalog, SuggestConcepts, Suggestion, Welcome,
};
use super::sharing::{
    AsidePiece, CodeOut, KeepSource, LetGo, LinkOut, ListAside, ListChanges, ListSources, MergeEntry,
    MergeLog, MergeView, PreviewMerge, PutTogether, ReadLink, SaveAside, ShareCode, ShareLink, Source,
    UndoMerge, WeighShare, Weighed,
};
use crate::catalog::merge::Change;
use crate::matching::answer::Robustness;
use crate::primitive::{Id, Said};
use crate::vocabulary::Labels;

/// Declares question types with their answer types; the structs are written here unless they already exist.
macro_rules! question {
    () => {};
    ($name:ident -> $answer:ty; $($rest:tt)*) => {
        impl $crate::desk::protocol::Typed for $name { type Answer = $answer; }
        question! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? } -> $answer:ty; $($rest:tt)*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
        impl $crate::desk::protocol::Typed for $name { type Answer = $answer; }
        question! { $($rest)* }
    };
}
pub(super) use question;

/// The answer type that belongs to a question type.
pub trait Typed {
    /// What is answered.
    type Answer;
}

/// A question that can travel: it packs itself into [`Ask`] and finds its answer in [`Answer`].
pub trait Question: Typed + Serialize + DeserializeOwned + Into<Ask> {
    /// The answer, where this is the answer to a question of this type.
    fn unpack(answer: Answer) -> Option<Self::Answer>;
}

macro_rules! channel {
    ($($name:ident -> $answer:ty),+ $(,)?) => {
        /// Every question the desk understands.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Ask { $(#[doc = concat!("See [`", stringify!($name), "`].")] $name($name)),+ }

        /// Every answer the desk gives.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Answer { $(#[doc = concat!("To [`", stringify!($name), "`].")] $name($answer)),+ }

        $(
            impl From<$name> for Ask { fn from(question: $name) -> Self { Self::$name(question) } }
            impl Question for $name {
                fn unpack(answer: Answer) -> Option<$answer> {
                    match answer { Answer::$name(answer) => Some(answer), _ => None }
                }
            }
        )+
    };
}

channel! {
    Hello -> Welcome,
    ListCatalogs -> Vec<CatalogInfo>,
    CreateCatalog -> CatalogInfo,
    OpenCatalog -> CatalogInfo,
    RenameCatalog -> CatalogInfo,
    RemoveCatalog -> Vec<CatalogInfo>,
    RestoreCatalog -> Vec<CatalogInfo>,
    GetLabels -> Labels,
    SuggestConcepts -> Vec<Suggestion>,
    ReadFile -> FilePreview,
    Adopt -> CatalogInfo,
    SaveFile -> FileOut,
    SavedToFile -> CatalogInfo,
    ListEntries -> ListView,
    GetEntry -> EntryDetail,
    GetMatrix -> MatrixView,
    MapOf -> MapView,
    FairOf -> FairView,
    MatchesOf -> MatchList,
    AllMatches -> MatchOverview,
    Explain -> MatchCard,
    NearMissesOf -> Vec<NearMissCard>,
    WhatIf -> MatchCard,
    ThirdPartiesOf -> ThirdPartyView,
    RobustnessOf -> Vec<Robustness>,
    Live -> LiveView,
    ForYou -> ForYouView,
    OrganiserDesk -> OrganiserView,
    Duplicates -> Vec<DuplicatePair>,
    MakePlan -> PlanView,
    PortfolioItems -> PortfolioView,
    PreviewMerge -> MergeView,
    ListChanges -> Vec<Change>,
    PutTogether -> u32,
    LetGo -> (),
    WeighShare -> Weighed,
    ShareCode -> CodeOut,
    ListSources -> Vec<Source>,
    KeepSource -> Vec<Source>,
    ShareLink -> LinkOut,
    ReadLink -> FilePreview,
    MergeLog -> Vec<MergeEntry>,
    UndoMerge -> Done,
    ListAside -> Vec<AsidePiece>,
    SaveAside -> FileOut,
    Do -> Done,
    Undo -> Done,
    Redo -> Done,
}

/// Why a question got no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fault {
    /// Page and worker come from different builds: reload.
    OtherBuild,
    /// No catalog is open.
    NoCatalog,
    /// The record is not there (any more).
    NotFound(Id),
    /// The record has changed since the person opened it.
    Moved(Id),
    /// The command is not possible; the reason says what to do.
    Refused(Said),
    /// Storage did not take it; nothing was changed. The reason says what to do.
    NotWritten(Said),
    /// The worker broke down; the page shows it and offers to save what is on the screen.
    Broken(String),
    /// The person cancelled.
    Cancelled,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// What is heard of a long question while it is being answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// Share done, in `[0, 1]`; never falls.
    Done(f64),
    /// What there is of the answer so far, of the same type as the whole.
    SoFar(Box<Answer>),
}

/// What the page sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// A question with the number its answer will carry.
    Ask(u32, Ask),
    /// The answer to this question is no longer wanted.
    Cancel(u32),
}

/// What the worker sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker's code runs and listens.
    Ready,
    /// The answer to the question of this number.
    Answer(u32, Box<Result<Answer, Fault>>),
    /// How far the question of this number is: the share done, in `[0, 1]`.
    Progress(u32, f64),
    /// What there is so far of the answer to the question of this number.
    SoFar(u32, Box<Answer>),
    /// The current catalog has changed, here or in another tab; what is shown may be asked for again.
    Changed(u64),
    /// The device's catalogs have changed.
    CatalogsChanged,
}
