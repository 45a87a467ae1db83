//! The fields of every record and every part of one, once, in the order of the file.
//!
//! Reading, writing, comparing and choosing field by field are all generated from these two lists, so that
//! a field that is added to a record cannot be forgotten by any of them: the structs are built from the
//! lists, and the compiler refuses a struct with a field missing. The key in a file is the name of the field.

/// Hands the records with their fields to a macro.
macro_rules! with_records {
    ($callback:ident) => {
        $callback! {
            Institution: Institution {
                name, acronym, country, kind, level, languages, website, office, networks, profile, verified
            }
            Offer: Offer {
                institution, status, title, summary, subjects, sectors, components, modalities, delivery,
                types, languages, window, min_duration_days, capacity, profiles, covers, asks_cover, evidence,
                agreement_needed, preconditions, context, apply, tags, source, confirmed_on
            }
            Request: Request {
                institution, status, title, need, objectives, results, subjects, sectors, modalities, delivery,
                types, languages, window, min_duration_days, providers_needed, priority, profiles, covers,
                asks_cover, commitment, context, tags, source, confirmed_on
            }
            Portfolio: PortfolioItem { status, request, offers, parties }
            Contact: Contact { institution, name, email, phone }
            Note: Note { about, visibility, text }
            Join: Join { from, to }
        }
    };
}

/// Hands the parts of records, with their fields, to a macro.
#[cfg(feature = "engine")]
macro_rules! with_objects {
    ($callback:ident) => {
        $callback! {
            Subject { quadrant, topic, subtopic }
            Component { id, title, summary, subjects }
            Evidence { evaluated, documented, transferred_to, links }
            Context { scale, people, settings }
            Commitment { counterpart_team, political_backing, agency_informed }
            Office { email, phone }
            Party { institution, roles }
        }
    };
}

#[cfg(feature = "engine")]
pub(crate) use with_objects;
pub(crate) use with_records;
