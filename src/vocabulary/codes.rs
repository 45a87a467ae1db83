//! The closed lists of the file format (`format.md`): one enum a list, each value with the id that files carry.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value of a closed list.
pub trait Coded: Copy + Eq + Ord + fmt::Debug + 'static {
    /// Name of the list, as messages and labels name it.
    const LIST: &'static str;
    /// Every value, in the order of the format.
    const ALL: &'static [Self];
    /// The id that files carry.
    fn id(self) -> &'static str;
    /// The value with this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
    }
    /// Position in [`Coded::ALL`].
    fn index(self) -> usize;
}

/// A value of a list as a file states it: one we know, or an id of a later version that is kept as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code<T> {
    /// A value of this version's list.
    Known(T),
    /// An id this version does not know.
    Unknown(String),
}

impl<T: Coded> Code<T> {
    /// Reads an id; never fails.
    pub fn read(id: &str) -> Self {
        T::from_id(id).map_or_else(|| Self::Unknown(id.to_owned()), Self::Known)
    }

    /// The id as files carry it.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(value) => value.id(),
            Self::Unknown(id) => id,
        }
    }

    /// The value, where this version knows it.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Unknown(_) => None,
        }
    }
}

impl<T: Coded> From<T> for Code<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Coded> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de, T: Coded> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|id| Self::read(&id))
    }
}

/// The values of a stated list that this version knows.
pub fn known<T: Coded>(codes: &[Code<T>]) -> impl Iterator<Item = T> + '_ {
    codes.iter().filter_map(Code::known)
}

macro_rules! codes {
    ($($(#[$doc:meta])* $list:literal $name:ident { $($value:ident = $id:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $id] $value),+ }

        impl Coded for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$value),+];
            fn id(self) -> &'static str {
                match self { $(Self::$value => $id),+ }
            }
            fn index(self) -> usize { self as usize }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = String::deserialize(deserializer)?;
                Self::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no {} {id:?}", $list)))
            }
        }
    )+};
}

codes! {
    /// The four cells of the matrix of 2010.
    "quadrant" Quadrant {
        Design = "policy-design-and-planning",
        Implementation = "programme-implementation-and-evaluation",
        Instruments = "institutional-strengthening-and-tools",
        Training = "professional-training",
    }
    /// The forms of cooperation named in the document of 2010.
    "modality" Modality {
        ProspectingMission = "prospecting-mission",
        TechnicalAssistance = "technical-assistance",
        Internship = "internship",
        FieldVisit = "field-visit",
        TrainingCourse = "training-course",
        KnowledgeExchange = "knowledge-exchange",
        PlanningInstrumentExchange = "planning-instrument-exchange",
        MaterialDevelopment = "material-development",
        MonitoringVisit = "monitoring-visit",
        ExpertVisit = "expert-visit",
        DelegationReception = "delegation-reception",
        ComparativeStudy = "comparative-study",
        FollowUpVideoconference = "follow-up-videoconference",
    }
    /// The 11 sectors of the multilateral table.
    "sector" Sector {
        EducationAndCulture = "education-and-culture",
        ChildhoodAndYouth = "childhood-and-youth",
        Environment = "environment",
        AgricultureAndFoodSecurity = "agriculture-and-food-security",
        Health = "health",
        SocialSector = "social-sector",
        EconomicDevelopment = "economic-development",
        ItInfrastructureScience = "it-infrastructure-science",
        PublicSector = "public-sector",
        Gender = "gender",
        CrossSector = "cross-sector",
    }
    /// What sort of body an institution is.
    "kind" Kind {
        Government = "government",
        LocalGovernment = "local-government",
        Cso = "cso",
        Academia = "academia",
        Private = "private",
        Multilateral = "multilateral",
        BilateralAgency = "bilateral-agency",
        Parliament = "parliament",
        Network = "network",
    }
    /// The level an institution works at.
    "level" Level {
        Local = "local",
        Subnational = "subnational",
        National = "national",
        Subregional = "subregional",
        Regional = "regional",
        Global = "global",
    }
    /// Where an offer or a request stands. *Served* is derived from the portfolio and never stored.
    "status" Status {
        Draft = "draft",
        Open = "open",
        Paused = "paused",
        Closed = "closed",
    }
    /// How an exchange takes place.
    "delivery" Delivery {
        OnSite = "on-site",
        Remote = "remote",
        Mixed = "mixed",
    }
    /// Who brings the resources.
    "types" CooperationType {
        Vertical = "vertical",
        Horizontal = "horizontal",
        Triangular = "triangular",
    }
    /// Professional profiles offered or asked for.
    "profiles" Profile {
        PolicyPlanning = "policy-planning",
        ProgrammeManagement = "programme-management",
        Teaching = "teaching",
        Evaluation = "evaluation",
        InformationSystems = "information-systems",
        Legal = "legal",
        Finance = "finance",
    }
    /// What an exchange costs, item by item.
    "cost_items" CostItem {
        ExpertTime = "expert-time",
        CounterpartTeam = "counterpart-team",
        OfficeSpace = "office-space",
        Travel = "travel",
        LodgingMeals = "lodging-meals",
        Materials = "materials",
        Equipment = "equipment",
        Interpretation = "interpretation",
        Systematisation = "systematisation",
        Evaluation = "evaluation",
        Financing = "financing",
    }
    /// How pressing a request is.
    "priority" Priority {
        Low = "low",
        Medium = "medium",
        High = "high",
        Urgent = "urgent",
    }
    /// The agreement an exchange needs before it can begin.
    "agreement_needed" AgreementNeeded {
        None = "none",
        Technical = "technical",
        Political = "political",
    }
    /// The scale a programme runs at.
    "scale" Scale {
        Local = "local",
        Subnational = "subnational",
        National = "national",
    }
    /// The settings a programme works in.
    "settings" Setting {
        Urban = "urban",
        Rural = "rural",
        Indigenous = "indigenous",
        Island = "island",
        Federal = "federal",
        Unitary = "unitary",
        Decentralised = "decentralised",
        PostDisaster = "post-disaster",
        PostConflict = "post-conflict",
        Border = "border",
        Migration = "migration",
    }
    /// How to apply for an offer.
    "apply" Apply {
        ThroughAgency = "through-agency",
        ThroughEmbassy = "through-embassy",
        Direct = "direct",
        ThroughThirdParty = "through-third-party",
    }
    /// The stage of a portfolio item.
    "portfolio_status" PortfolioStatus {
        Proposed = "proposed",
        InNegotiation = "in-negotiation",
        Agreed = "agreed",
        InExecution = "in-execution",
        Completed = "completed",
        Evaluated = "evaluated",
        Dropped = "dropped",
    }
    /// What a party does in a portfolio item.
    "roles" Role {
        Provider = "provider",
        Recipient = "recipient",
        Financing = "financing",
        Facilitating = "facilitating",
        Executing = "executing",
    }
    /// Whether a note may leave the device when a catalog is shared.
    "visibility" Visibility {
        Private = "private",
        Shared = "shared",
    }
    /// The 18 topics of the document of 2010.
    "topic" Topic {
        PolicyAndStrategyDesign = "policy-and-strategy-design",
        ProgrammeImplementationSupport = "programme-implementation-support",
        InstitutionalStrengthening = "institutional-strengthening",
        PovertyAnalysisSystems = "poverty-analysis-systems",
        SingleBeneficiaryRegistry = "single-beneficiary-registry",
        InformationSystems = "information-systems",
        CivilServantTraining = "civil-servant-training",
        StaffEvaluation = "staff-evaluation",
        MonitoringAndEvaluation = "monitoring-and-evaluation",
        InvestmentStatisticsSystems = "investment-statistics-systems",
        Disability = "disability",
        NeighbourhoodImprovement = "neighbourhood-improvement",
        IncomeDistribution = "income-distribution",
        SocialRightsGuarantees = "social-rights-guarantees",
        RegionalAndLocalPlanning = "regional-and-local-planning",
        ManagementTools = "management-tools",
        ComplementaryFamilyActions = "complementary-family-actions",
        UrbanAndSpatialPlanning = "urban-and-spatial-planning",
    }
}

impl PortfolioStatus {
    /// Whether an item in this stage uses up capacity of its offers and serves its request (*agreed* to *evaluated*).
    pub fn is_binding(self) -> bool {
        matches!(self, Self::Agreed | Self::InExecution | Self::Completed | Self::Evaluated)
    }
}
