//! Words that carry no subject: the small words of each language, and the filler of our field.
//!
//! Lists are folded (see [`super::fold`]). *No*, *not*, *sin*, *sem*,
//! *sans*, *non* are not among them: they turn a term into its opposite (*transferencias no condicionadas*).

use std::sync::OnceLock;

use super::quick::QuickMap;
use crate::primitive::Language;

/// Small words of English.
const EN: &str = "\
    a about across after again all along already also although always am among an and any anyone anything \
    are as at be because been before being between beyond both but by can cannot could despite did do \
    does during each either else enough even ever every everyone everything few for from had has have \
    having he hence her here hers him himself his how however i if in indeed into is it its itself just \
    less let like many may me might mine more most much must my myself neither never next nobody none nor \
    nothing now of often on once one ones only onto or other otherwise our ours ourselves over own per \
    rather really s same several shall she should since so some someone something sometimes still such t \
    than that the their them themselves then there these they this those though through throughout thus \
    to too toward towards under unless until up upon us usually various very was we were what whatever \
    when whenever where whereas wherever whether which while who whom whose why will with within would \
    yet you your";
/// Small words of Spanish.
const ES: &str = "\
    a ademas ahi ahora al algo algun alguna algunas alguno algunos alla alli ambas ambos ante antes aquel \
    aquella aquellas aquello aquellos aqui asi aun aunque bajo bien cabo cada casi cierta ciertas cierto \
    ciertos como con contra cual cuales cualquier cuando cuantas cuanto cuantos cuya cuyas cuyo cuyos de \
    del demas desde despues dicha dichas dicho dichos donde dos durante e el ella ellas ello ellos en \
    entonces entre era eran es esa esas ese eso esos esta estaba estaban estamos estan estar estas este \
    esten esto estos estoy estuvo frente fue fueran fueron fuese ha haber habia habian habiendo habra \
    habran hace hacen hacer hacia han hasta hay haya hayan he hemos hizo hoy incluso jamas la las le les \
    lo los luego mas me mediante menos mi mientras mis misma mismo mucha muchas mucho muchos muy nada \
    nadie ni ningun ninguna ningunas ninguno ningunos nos nosotros nuestra nuestras nuestro nuestros \
    nunca o os otra otras otro otros para pero poca pocas poco pocos podemos podria podrian por porque \
    propia propias propio propios pueda puedan puede pueden pues que queremos quien quienes quiere \
    quieren quiza quizas salvo se sea sean segun ser sera seran seria serian si sido siempre siendo sino \
    siquiera sobre solo somos son su sus suya suyo suyos tal tambien tampoco tan tanta tantas tanto \
    tantos te tenemos tener tenga tengan tengo tenia tenian teniendo tiene tienen toda todas todo todos \
    tras traves tu tuvieron tuvo u un una unas uno unos varias varios veces vez y ya";
/// Small words of Portuguese.
const PT: &str = "\
    a ainda algo alguem algum alguma algumas alguns ali ambas ambos antes ao aos apos aquela aquelas \
    aquele aqueles aqui aquilo as assim ate bem cada com como contra cuja cujas cujo cujos da daquela \
    daquele daqueles das de dela dele deles depois desde dessa dessas desse desses desta destas deste \
    destes disso disto do dos durante e ela elas ele eles em embora entao entre era eram essa essas esse \
    esses esta estamos estao estar estas estava estavam este estes estou eu faz fazem fazer feito foi for \
    foram forem fosse fossem ha havia hoje houve isso isto ja lhe lhes logo mais mas menos mesma mesmas \
    mesmo mesmos meu meus mim minha minhas muita muitas muito muitos na nada naquela naquele nas nela \
    nele neles nem nenhum nenhuma nenhumas nenhuns nessa nessas nesse nesses nesta nestas neste nestes \
    ninguem no nos nossa nossas nosso nossos num numa nunca o onde os ou outra outras outro outros para \
    pela pelas pelo pelos pode podem pois por porem porque pouca poucas pouco poucos propria proprias \
    proprio proprios quais quaisquer qual qualquer quando quanto quase que quem quer querem queremos sao \
    se seja sejam sempre sendo ser sera serao seria seriam seu seus si sido so sob sobre somos sua suas \
    tal tambem tampouco tanta tantas tanto tantos tao tem temos tendo tenha tenham tenho ter teve tinha \
    tinham toda todas todo todos tudo um uma umas uns vai vamos vao varias varios vez vezes voce";
/// Small words of French.
const FR: &str = "\
    a afin ai ainsi alors apres au aucun aucune aucunes aucuns aura auraient aurait auront aussi autre \
    autres aux auxquelles auxquels avaient avait avant avec avoir avons ayant beaucoup bien c car ce cela \
    cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez ci comme \
    comment contre d dans de deja depuis des desquelles desquels deux donc dont du duquel durant elle \
    elles en encore entre est et etaient etait ete etre eu eux faire fait faut fois font fut ici il ils j \
    jamais je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m \
    ma maintenant mais malgre meme memes mes mieux moi moins mon n ne ni nos notre nous on ont ou par \
    parce parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pourra pourrait puis \
    puisque qu quand quant que quel quelle quelles quelque quelques quels qui quoi rien s sa sauf se \
    selon sera seraient serait seront ses si sinon soi soient soit sommes son sont sous souvent suis sur \
    surtout t tandis tant tel telle telles tels toujours tous tout toute toutes tres trop tu un une vers \
    vient voici voila vont vos votre vous y";

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
        assert!(lists().len() > 1100);
        assert!(lists().keys().all(|word| fold(word) == *word));
    }

    #[test]
    fn words_of_number_and_place_are_small() {
        for (language, words) in [
            (Language::En, &["none", "already", "several"][..]),
            (Language::Es, &["ningun", "muchas", "aqui"]),
            (Language::Pt, &["nenhum", "muitos", "aqui"]),
            (Language::Fr, &["aucune", "quelques", "ici"]),
        ] {
            assert!(words.iter().all(|word| is_stop(word, language)), "{language:?}");
        }
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
