//! Words that carry no subject: the small words of each language, and the filler of our field.
//!
//! Lists are folded (see [`super::fold`]). *No*, *not*, *sin*, *sem*,
//! *sans*, *non* are not among them: they turn a term into its opposite (*transferencias no condicionadas*).

use std::sync::OnceLock;

use super::quick::QuickMap;
use crate::primitive::Language;

/// Small words of English.
const EN: &str = "\
    a about across after all also am an and any are as at be because been before being between both but \
    by can could did do does during each few for from had has have having he her here his how i if in \
    into is it its just like many may more most much must my nor now of on once one only or other our \
    ours over own per s same shall she should since so some such t than that the their them then there \
    these they this those through to too under until up upon us very was we were what when where which \
    while who whom whose why will with within would you your";
/// Small words of Spanish.
const ES: &str = "\
    a al algo algun alguna algunas alguno algunos ante antes aquel aquella asi aun aunque bajo bien cabo \
    cada como con contra cual cuales cualquier cuando cuanto cuya cuyas cuyo cuyos de del desde despues \
    donde dos durante e el ella ellas ello ellos en entre era es esa esas ese eso esos esta estamos \
    estan estar estas este esto estos estoy frente fue ha han hasta hay he hemos incluso la las le les \
    lo los mas me mediante mi mientras mis misma mismo muy ni nos nosotros nuestra nuestras nuestro \
    nuestros o os otra otras otro otros para pero poco por porque puede pueden pues que quien quienes se \
    sea sean segun ser si sido sobre solo son su sus tal tambien tan tanto te tenemos tener tiene tienen \
    toda todas todo todos tras traves tu u un una unas uno unos y ya";
/// Small words of Portuguese.
const PT: &str = "\
    a ainda algum alguma algumas alguns ao aos apos aquela aquele as assim ate bem cada com como contra \
    cuja cujas cujo cujos da das de dela dele deles depois desde do dos durante e ela elas ele eles em \
    embora entre era essa essas esse esses esta estamos estao estar estas este estes eu foi foram ha \
    isso isto ja lhe lhes mais mas mesma mesmo meu minha muito na nas nem nessa nesse nesta neste no nos \
    nossa nossas nosso nossos num numa o onde os ou outra outras outro outros para pela pelas pelo pelos \
    pode podem por porque quais qual quando quanto que quem sao se seja sejam ser seu seus sido so sob \
    sobre sua suas tal tambem tao tem temos ter toda todas todo todos um uma umas uns voce";
/// Small words of French.
const FR: &str = "\
    a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir avons c car ce cela ces \
    cet cette ceux chaque chez ci comme comment contre d dans de depuis des deux donc dont du elle elles \
    en encore entre est et etaient etait ete etre eux fait faut il ils j je jusqu l la laquelle le \
    lequel les lesquels leur leurs lors lui m ma mais meme memes mes moins mon n ne ni nos notre nous on \
    ont ou par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi qu quand que quel quelle \
    quelles quels qui quoi s sa se selon sera ses si soient soit son sont sous souvent sur t tous tout \
    toute toutes tres un une vers vos votre vous y";

/// Words of English that every offer and request in our field uses, whatever its subject.
const EN_FILLER: &str = "\
    action actions activities activity agencies agency assistance cooperation countries country design \
    designing develop developing development exchange exchanges exchanging experience experiences good \
    government help helping implement implementation implementing improve improvement improvements \
    improving institution institutions interest interested know knowledge learn learning lesson lessons \
    look looking ministries ministry model models national need needs new offer offering offers plan \
    plans practice practices process processes program programme programmes programs project projects \
    request requesting requests seek seeking seeks share sharing strengthen strengthened strengthening \
    support supporting supports system systems team teams technical tool tools want wants wish work \
    working works";
/// Words of Spanish that every offer and request in our field uses, whatever its subject.
const ES_FILLER: &str = "\
    accion acciones actividad actividades agencia agencias apoyar apoyo apoyos aprender asistencia ayuda \
    buena buenas busca buscamos buscan buscar compartir conocer conocimiento conocimientos cooperacion \
    desarrollar desarrollo disenar diseno equipo equipos experiencia experiencias fortalecer \
    fortalecimiento gobierno herramienta herramientas implementacion implementar institucion \
    instituciones intercambiar intercambio intercambios interes interesa interesados leccion lecciones \
    mejora mejoramiento mejorar mejoras ministerio ministerios modelo modelos nacional nacionales \
    necesidad necesidades necesita necesitamos necesitan nueva nuevas nuevo nuevos oferta ofertas ofrece \
    ofrecemos ofrecen ofrecer pais paises plan planes practica practicas proceso procesos programa \
    programas proyecto proyectos queremos quiere quieren sistema sistemas solicita solicitamos solicitar \
    solicitud solicitudes tecnica tecnicas tecnico tecnicos trabajar trabajo";
/// Words of Portuguese that every offer and request in our field uses, whatever its subject.
const PT_FILLER: &str = "\
    acao acoes agencia agencias ajuda apoiar apoio apoios aprender aprimoramento aprimorar assistencia \
    atividade atividades boa boas busca buscam buscamos buscar compartilhamento compartilhar conhecer \
    conhecimento conhecimentos cooperacao deseja desejamos desenhar desenho desenvolver desenvolvimento \
    equipe equipes experiencia experiencias ferramenta ferramentas fortalecer fortalecimento governo \
    implantacao implementacao implementar instituicao instituicoes intercambio intercambios interessa \
    interessados interesse licao licoes melhorar melhoria melhorias ministerio ministerios modelo \
    modelos nacionais nacional necessidade necessidades nova novas novo novos oferece oferecem \
    oferecemos oferecer oferta ofertas pais paises pedido pedidos plano planos pratica praticas precisa \
    precisam precisamos processo processos programa programas projeto projetos quer querem queremos \
    sistema sistemas solicita solicitacao solicitamos solicitar tecnica tecnicas tecnico tecnicos \
    trabalhar trabalho troca";
/// Words of French that every offer and request in our field uses, whatever its subject.
const FR_FILLER: &str = "\
    action actions activite activites agence agences aide aider amelioration ameliorations ameliorer \
    apprendre appui appuis appuyer assistance besoin besoins bonne bonnes cherche cherchent chercher \
    cherchons conception concevoir connaissance connaissances connaitre cooperation demande demander \
    demandes demandons developpement developper echange echanger echanges equipe equipes experience \
    experiences gouvernement institution institutions interesse interet lecon lecons mettre ministere \
    ministeres mise modele modeles national nationale nationales nationaux nouveau nouveaux nouvelle \
    nouvelles oeuvre offre offres offrir offrons outil outils partage partager pays plan plans pratique \
    pratiques processus programme programmes projet projets recherche renforcement renforcer souhaite \
    souhaitent souhaitons soutenir soutien systeme systemes technique techniques travail travailler veut \
    voudrait voulons";

/// For each word, the languages it is small in (bits 0–3) and those it is filler in (bits 4–7).
fn lists() -> &'static QuickMap<&'static str, u8> {
    static LISTS: OnceLock<QuickMap<&'static str, u8>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = QuickMap::default();
        for (bit, list) in [EN, ES, PT, FR, EN_FILLER, ES_FILLER, PT_FILLER, FR_FILLER].iter().enumerate() {
            for word in list.split_whitespace() {
                *lists.entry(word).or_default() |= 1 << bit;
            }
        }
        lists
    })
}

fn has(word: &str, bit: usize) -> bool {
    lists().get(word).is_some_and(|bits| bits & (1 << bit) != 0)
}

/// Whether a folded word is a small word of the language.
pub fn is_stop(word: &str, language: Language) -> bool {
    has(word, language.index())
}

/// Whether a folded word is filler: it says that something is offered or asked for, not what.
pub fn is_filler(word: &str, language: Language) -> bool {
    has(word, 4 + language.index())
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn lists_are_folded() {
        assert!(lists().len() > 800);
        assert!(lists().keys().all(|word| fold(word) == *word));
    }

    #[test]
    fn what_turns_a_term_into_its_opposite_is_kept() {
        for (language, words) in [
            (Language::En, &["no", "not", "non", "without"][..]),
            (Language::Es, &["no", "sin"]),
            (Language::Pt, &["nao", "sem"]),
            (Language::Fr, &["non", "sans"]),
        ] {
            assert!(words.iter().all(|word| !is_stop(word, language)), "{language:?}");
        }
    }
}
