"""The rules: what each protects, how much it matters, what it says and what it asks, in three languages.

A name in braces in a message is filled in with a value of the row at fault (see `findings.finding`).
"""

from dataclasses import dataclass

from seuranta.model import Severity


@dataclass(frozen=True)
class Wording:
    """A sentence in the report languages, with names in braces for the values of the row."""

    fi: str
    sv: str
    en: str


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue.

    Args:
        id: `R001` …; it never changes its meaning and is never used again.
        severity: `critical` stops the run, the others travel into the report.
        table: the table that is checked.
        protects: what would go wrong without it.
        message: what is wrong.
        question: the one question to the owner that would settle it, or None.
    """

    id: str
    severity: Severity
    table: str
    protects: str
    message: Wording
    question: Wording | None = None


_CRITICAL, _WARNING, _INFO = Severity.CRITICAL, Severity.WARNING, Severity.INFO

RULES = (
    Rule(
        "R001",
        _CRITICAL,
        "actions",
        "A report of nothing: an empty table breaks no other rule.",
        Wording(
            "Asiakirjoista ei löytynyt yhtään toimenpidettä.",
            "Ingen åtgärd hittades i dokumenten.",
            "No action was found in the documents.",
        ),
    ),
    Rule(
        "R002",
        _CRITICAL,
        "actions",
        "Every later stage relies on the agreed columns.",
        Wording(
            "Toimenpidetaulukon sarakkeet eivät ole sovitut: {found}.",
            "Åtgärdstabellens kolumner är inte de avtalade: {found}.",
            "The columns of the table of actions are not the agreed ones: {found}.",
        ),
    ),
    Rule(
        "R003",
        _CRITICAL,
        "readings",
        "Every later stage relies on the agreed columns.",
        Wording(
            "Tulkintataulukon sarakkeet eivät ole sovitut: {found}.",
            "Tolkningstabellens kolumner är inte de avtalade: {found}.",
            "The columns of the table of readings are not the agreed ones: {found}.",
        ),
    ),
    Rule(
        "R004",
        _CRITICAL,
        "actions",
        "Two actions under one identifier would be counted, decided on and followed up as one.",
        Wording(
            "Toimenpiteellä ei ole omaa tunnistetta: {found}.",
            "Åtgärden saknar en egen identifierare: {found}.",
            "The action has no identifier of its own: {found}.",
        ),
    ),
    Rule(
        "R005",
        _CRITICAL,
        "actions",
        "Nobody can tell what a nameless action is.",
        Wording(
            "Toimenpiteeltä puuttuu nimi.",
            "Åtgärden saknar namn.",
            "The action has no name.",
        ),
    ),
    Rule(
        "R006",
        _CRITICAL,
        "actions",
        "The kind decides whether the action is counted.",
        Wording(
            "Toimenpiteen laji on tuntematon: {found}.",
            "Åtgärdens typ är okänd: {found}.",
            "The kind of the action is unknown: {found}.",
        ),
    ),
    Rule(
        "R007",
        _CRITICAL,
        "actions",
        "Timing is derived from the plan: an impossible year makes every date of the action wrong.",
        Wording(
            "Suunnitellut vuodet eivät ole mahdollisia: {found}.",
            "De planerade åren är inte möjliga: {found}.",
            "The planned years are not possible: {found}.",
        ),
    ),
    Rule(
        "R008",
        _CRITICAL,
        "documents",
        "An action that was read but is not in the table would be missing from every count.",
        Wording(
            "Asiakirjasta {found} luettiin {action_count} toimenpidettä, mutta taulukossa on {row_count}.",
            "Ur dokumentet {found} lästes {action_count} åtgärder, men i tabellen finns {row_count}.",
            "{action_count} actions were read from the document {found}, but the table has {row_count}.",
        ),
    ),
    Rule(
        "R009",
        _CRITICAL,
        "readings",
        "A code outside the codebook falls out of every count without a trace.",
        Wording(
            "{column}: tuntematon arvo {found}.",
            "{column}: okänt värde {found}.",
            "{column}: unknown value {found}.",
        ),
    ),
    Rule(
        "R010",
        _CRITICAL,
        "readings",
        "A follow-up is never counted in part, and no action is counted twice.",
        Wording(
            "Toimenpiteellä pitää olla tasan yksi tilan tulkinta, mutta niitä on {reading_count}.",
            "Åtgärden ska ha exakt en tolkning av statusen men har {reading_count}.",
            "The action must have exactly one reading of its status, but has {reading_count}.",
        ),
    ),
    Rule(
        "R011",
        _CRITICAL,
        "readings",
        "A reading of an action that is not in the table belongs to other material.",
        Wording(
            "Tulkinta ei kuulu millekään toimenpiteelle: {found}.",
            "Tolkningen hör inte till någon åtgärd: {found}.",
            "The reading belongs to no action: {found}.",
        ),
    ),
    Rule(
        "R012",
        _WARNING,
        "actions",
        "A plan beyond the programme's years is mostly a slip of the column.",
        Wording(
            "Suunniteltu vuosi on ohjelmakauden {first_year}–{last_year} ulkopuolella: {found}.",
            "Ett planerat år ligger utanför programperioden {first_year}–{last_year}: {found}.",
            "A planned year lies outside the programme’s years {first_year}–{last_year}: {found}.",
        ),
        Wording(
            "Onko vuosi merkitty oikein?",
            "Är året rätt angivet?",
            "Is the year marked correctly?",
        ),
    ),
    Rule(
        "R013",
        _WARNING,
        "actions",
        "A gap between planned years is mostly a mark that was forgotten.",
        Wording(
            "Suunnitelluissa vuosissa on aukko: {found}.",
            "Det finns en lucka mellan de planerade åren: {found}.",
            "There is a gap between the planned years: {found}.",
        ),
        Wording(
            "Onko työ tarkoitus keskeyttää välivuosiksi, vai puuttuuko merkintä?",
            "Är det meningen att arbetet gör uppehåll åren emellan, eller saknas en markering?",
            "Is the work meant to pause in the years between, or is a mark missing?",
        ),
    ),
    Rule(
        "R014",
        _WARNING,
        "actions",
        "Without a plan nobody can say whether the action is late. Silent where the document plans nothing.",
        Wording(
            "Suunniteltuja vuosia ei ole merkitty.",
            "Inga planerade år har angetts.",
            "No planned year is marked.",
        ),
        Wording(
            "Mille vuosille työ on suunniteltu?",
            "För vilka år är arbetet planerat?",
            "For which years is the work planned?",
        ),
    ),
    Rule(
        "R015",
        _WARNING,
        "actions",
        "An action of no theme is missing from its theme's roll-up. Silent where no theme is known at all.",
        Wording(
            "Teema ei ole tiedossa.",
            "Temat är inte känt.",
            "The theme is not known.",
        ),
        Wording(
            "Mihin teemaan tämä kuuluu?",
            "Vilket tema hör det här till?",
            "To which theme does this belong?",
        ),
    ),
    Rule(
        "R016",
        _WARNING,
        "actions",
        "One action that stands twice is counted twice.",
        Wording(
            "Sama nimi on myös muualla: {same_name}.",
            "Samma namn förekommer också här: {same_name}.",
            "The same name also stands here: {same_name}.",
        ),
        Wording(
            "Onko kyse samasta työstä?",
            "Är det fråga om samma arbete?",
            "Is it the same work?",
        ),
    ),
    Rule(
        "R017",
        _WARNING,
        "actions",
        "A placeholder looks like a report and says nothing.",
        Wording(
            "{column}: tekstin paikalla on täytemerkintä ”{found}”.",
            "{column}: i stället för en text finns platshållaren ”{found}”.",
            "{column}: the placeholder “{found}” stands in place of a text.",
        ),
        Wording(
            "Mitä tässä pitäisi lukea?",
            "Vad borde stå här?",
            "What should it say here?",
        ),
    ),
    Rule(
        "R018",
        _WARNING,
        "actions",
        "Words were lost, and perhaps those that decide the status.",
        Wording(
            "{column}: teksti katkeaa kesken.",
            "{column}: texten slutar tvärt.",
            "{column}: the text breaks off.",
        ),
        Wording(
            "Miten teksti jatkuu?",
            "Hur fortsätter texten?",
            "How does the text go on?",
        ),
    ),
    Rule(
        "R019",
        _WARNING,
        "actions",
        "Broken characters hide words from readers, from search and from the reading of the status.",
        Wording(
            "{column}: tekstissä on rikkoutuneita merkkejä.",
            "{column}: texten innehåller trasiga tecken.",
            "{column}: the text has broken characters.",
        ),
        Wording(
            "Mitä alkuperäisessä asiakirjassa lukee?",
            "Vad står det i originaldokumentet?",
            "What does the original document say?",
        ),
    ),
    Rule(
        "R020",
        _WARNING,
        "actions",
        "A measure without a problem cannot be judged by what it solves.",
        Wording(
            "Toimenpiteen ratkaisemaa ongelmaa ei ole kerrottu.",
            "Det framgår inte vilket problem åtgärden löser.",
            "The problem that the measure solves is not given.",
        ),
        Wording(
            "Minkä ongelman toimenpide ratkaisee?",
            "Vilket problem löser åtgärden?",
            "Which problem does the measure solve?",
        ),
    ),
    Rule(
        "R021",
        _WARNING,
        "actions",
        "A blank cell of a roadmap is counted as not stated.",
        Wording(
            "{column}: tieto puuttuu.",
            "{column}: uppgiften saknas.",
            "{column}: nothing is given.",
        ),
        Wording(
            "Mikä tieto tähän kuuluu?",
            "Vilken uppgift hör hit?",
            "What belongs here?",
        ),
    ),
    Rule(
        "R022",
        _WARNING,
        "actions",
        "A class that cannot be compared falls out of the picture of impact and cost.",
        Wording(
            "{column}: luokka ”{found}” ei ole S, M eikä L.",
            "{column}: klassen ”{found}” är varken S, M eller L.",
            "{column}: the class “{found}” is neither S, M nor L.",
        ),
        Wording(
            "Mitä luokkaa tarkoitetaan?",
            "Vilken klass avses?",
            "Which class is meant?",
        ),
    ),
    Rule(
        "R023",
        _WARNING,
        "readings",
        "Silence is not progress. Silent only while the first planned year lies ahead.",
        Wording(
            "Tilanneteksti puuttuu (suunnitellut vuodet: {planned_years}).",
            "Statustext saknas (planerade år: {planned_years}).",
            "There is no status text (planned years: {planned_years}).",
        ),
        Wording(
            "Missä vaiheessa työ on?",
            "I vilket skede är arbetet?",
            "How far has the work come?",
        ),
    ),
    Rule(
        "R024",
        _WARNING,
        "readings",
        "The plan ended and the work did not. An unreported action is asked about by R023 instead.",
        Wording(
            "Suunniteltu aika päättyi vuonna {last_planned_year}, mutta työ ei ole toteutunut.",
            "Den planerade tiden gick ut {last_planned_year}, men arbetet är inte slutfört.",
            "The work was due by {last_planned_year} and is not completed.",
        ),
        Wording(
            "Milloin työ valmistuu, vai onko siitä luovuttu?",
            "När slutförs arbetet, eller har man avstått från det?",
            "When will the work be completed, or has it been given up?",
        ),
    ),
    Rule(
        "R025",
        _WARNING,
        "readings",
        "An open action whose text is of an earlier year says nothing about this period.",
        Wording(
            "Teksti kertoo tilanteesta vuonna {as_of_year}, ei vuonna {period_year}.",
            "Texten beskriver läget år {as_of_year}, inte år {period_year}.",
            "The text tells how things stood in {as_of_year}, not in {period_year}.",
        ),
        Wording(
            "Mikä oli tilanne raportointikaudella {period}?",
            "Hur var läget under rapporteringsperioden {period}?",
            "What was the status in the reporting period {period}?",
        ),
    ),
    Rule(
        "R026",
        _WARNING,
        "readings",
        "Done before it was planned: one of the two years is mostly wrong.",
        Wording(
            "Tekstin mukaan työ toteutui vuonna {as_of_year}, mutta sen piti alkaa vasta vuonna "
            "{first_planned_year}.",
            "Enligt texten slutfördes arbetet {as_of_year}, men det skulle börja först {first_planned_year}.",
            "The text says that the work was completed in {as_of_year}, but it was to begin only in "
            "{first_planned_year}.",
        ),
        Wording(
            "Kumpi vuosi on oikein?",
            "Vilketdera årtalet är rätt?",
            "Which of the years is right?",
        ),
    ),
    Rule(
        "R027",
        _WARNING,
        "readings",
        "What waits for something is not complete.",
        Wording(
            "Työ on tulkittu toteutuneeksi, mutta teksti mainitsee esteen: ”{blocker_words}”.",
            "Arbetet har tolkats som slutfört, men texten nämner ett hinder: ”{blocker_words}”.",
            "The work was read as completed, but the text names a blocker: “{blocker_words}”.",
        ),
        Wording(
            "Onko työ kokonaan toteutunut?",
            "Är arbetet helt slutfört?",
            "Is the work wholly completed?",
        ),
    ),
    Rule(
        "R028",
        _INFO,
        "actions",
        "One text for several actions mostly describes only one of them, or was copied into the wrong row.",
        Wording(
            "Sama tilanneteksti on myös muualla: {same_text}.",
            "Samma statustext förekommer också här: {same_text}.",
            "The same status text also stands here: {same_text}.",
        ),
    ),
    Rule(
        "R029",
        _INFO,
        "readings",
        "A careful reader could read the text otherwise.",
        Wording(
            "Tilan tulkinta on epävarma.",
            "Tolkningen av statusen är osäker.",
            "The reading of the status is doubtful.",
        ),
        Wording(
            "Onko työ toteutunut, käynnissä, odottamassa jotakin vai lopetettu?",
            "Är arbetet slutfört, pågår det, väntar det på något eller har det avbrutits?",
            "Is the work completed, in progress, waiting for something or discontinued?",
        ),
    ),
    Rule(
        "R030",
        _WARNING,
        "actions",
        "What an author hid was perhaps never meant to be published.",
        Wording(
            "Tämä kohta on asiakirjassa piilotettu.",
            "Den här punkten är dold i dokumentet.",
            "This entry is hidden in the document.",
        ),
        Wording(
            "Saako kohdan julkaista?",
            "Får punkten publiceras?",
            "May the entry be published?",
        ),
    ),
)

BY_ID = {rule.id: rule for rule in RULES}

COLUMN_NAMES = {
    "name": Wording("Nimi", "Namn", "Name"),
    "status_text": Wording("Tilanneteksti", "Statustext", "Status text"),
    "problem": Wording("Ongelma", "Problem", "Problem"),
    "goal": Wording("Tavoite", "Mål", "Goal"),
    "origin": Wording("Lähde", "Ursprung", "Origin"),
    "benefit": Wording("Hyöty", "Nytta", "Benefit"),
    "beneficiary": Wording("Hyötyjä", "Nyttotagare", "Beneficiary"),
    "impact": Wording("Vaikuttavuus", "Effekt", "Impact"),
    "cost_class": Wording("Kustannusluokka", "Kostnadsklass", "Cost class"),
    "level": Wording("Taso", "Nivå", "Level"),
    "status": Wording("Tila", "Status", "Status"),
    "tier": Wording("Tulkinnan varmuus", "Tolkningens säkerhet", "Certainty of the reading"),
    "timing": Wording("Suhteessa suunnitelmaan", "I förhållande till planen", "By plan"),
    "blocker": Wording("Este", "Hinder", "Blocker"),
}


def rules_reference() -> str:
    """The reference page of the rules, in Markdown."""
    lines = [
        "# Rules",
        "",
        "Every table is checked by these rules before anything is counted. A **critical** finding stops the",
        "run; a **warning** and an **info** travel into the report, with their question to the owner.",
        "This page is made from the catalogue (`rules_reference()`), and a test compares them.",
    ]
    for rule in RULES:
        lines += ["", f"## {rule.id} · {rule.severity} · {rule.table}", rule.protects, ""]
        lines += _wording_lines("says", rule.message)
        lines += _wording_lines("asks", rule.question) if rule.question else []
    return "\n".join(lines) + "\n"


def _wording_lines(verb: str, wording: Wording) -> list[str]:
    languages = (("fi", wording.fi), ("sv", wording.sv), ("en", wording.en))
    return [f"- {verb} ({language}): {text}" for language, text in languages]
