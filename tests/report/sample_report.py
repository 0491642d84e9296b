"""A small report of an invented city that holds every kind of block, for the tests of the renderers."""

from seuranta.report.blocks import (
    LABELS,
    BulletList,
    Cell,
    Column,
    Definitions,
    Facet,
    Figure,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Row,
    Section,
    Span,
    Table,
    text,
)

HOSTILE = (
    '<script>alert(1)</script> #read("/etc/passwd") $x$ =1+1 {{ 7*7 }} </table> &amp; *tähti* _ala_ `koodi`'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="60" viewBox="0 0 320 60">'
    '<rect id="figure-statuses-a" x="0" y="10" width="160" height="30" fill="#1f7a4d"/>'
    '<text x="8" y="30" font-family="Atkinson Hyperlegible" font-size="14" fill="#ffffff">2 / 4</text></svg>'
)


def data_table(table_id: str = "figure-statuses-table") -> Table:
    return Table(
        id=table_id,
        caption="Käyttötapaukset tilan mukaan",
        columns=(Column("Teema", "name", "theme"), Column("Toteutunut", "number", "completed")),
        rows=(
            Row((Cell(text("Palvelut")), Cell(text("2/3"), sort="2"))),
            Row((Cell(text("Yhteensä")), Cell(text("2/4"), sort="2")), is_total=True),
        ),
    )


def actions_table(row_count: int = 4) -> Table:
    statuses = [
        ("completed", "Toteutunut"),
        ("in_progress", "Käynnissä"),
        ("on_hold", "Odottaa"),
        ("not_reported", "Ei raportoitu"),
    ]
    rows = []
    for number in range(1, row_count + 1):
        code, word = statuses[(number - 1) % len(statuses)]
        name = HOSTILE if number == 2 else f"Kuvalan asiointipalvelujen kehittäminen, osa {number}"
        written = (
            text()
            if code == "not_reported"
            else text(
                Span(
                    "Tjänsten togs i bruk 2021. Arbetet fortsätter tillsammans med regionens kommuner.",
                    language="sv",
                )
            )
        )
        rows.append(
            Row(
                (
                    Cell(text(f"1.{number}"), sort=f"{number:04d}"),
                    Cell(text(name)),
                    Cell(text("2020: suunniteltu"), is_marked=True),
                    Cell(text("2021: ei suunniteltu"), is_marked=False),
                    Cell(text(word), status=code),
                    Cell(written),
                    Cell(text(f"tilanne.txt, rivi {number + 12}")),
                ),
                id=f"action-{number}",
                facets={
                    "status": (code,),
                    "theme": ("services",),
                    "tag": ("ilmasto", "a&b") if number == 3 else (),
                },
                grounds=(
                    (text("Lähde"), text(f"tilanne.txt, rivi {number + 12}")),
                    (text("Sanat"), text(name)),
                ),
            )
        )
    return Table(
        id="actions-table",
        caption="Käyttötapaukset, taulukko 1",
        columns=(
            Column("Nro", "label", "label"),
            Column("Käyttötapaus", "name", "name"),
            Column("2020", "year", "y2020"),
            Column("2021", "year", "y2021"),
            Column("Tila", "status", "status"),
            Column("Tilanne 09/2022", "text", "text"),
            Column("Lähde", "place", "source"),
        ),
        rows=tuple(rows),
        row_header=1,
        facets=(
            Facet("status", "Tila", tuple(statuses)),
            Facet("theme", "Teema", (("services", "Palvelut"),)),
            Facet("tag", "Merkintä", (("ilmasto", "ilmasto"), ("a&b", "a&b"))),
        ),
        is_sortable=True,
    )


def sample_report(*, language: str = "fi", action_count: int = 4) -> Report:
    return Report(
        language=language,
        title="Kuvalan digiohjelma: seurantaraportti",
        subtitle="Tilanne syyskuussa 2022",
        organisation="Kuvalan kaupunki",
        period="2022-09",
        description="Kuvalan digiohjelman käyttötapausten eteneminen syyskuussa 2022.",
        accent_colour="#0b4f8a",
        labels={
            label: {
                "rows_shown": "{shown}/{total} riviä",
                "sort_by": "Järjestä: {column}",
                "link_to_row": "Linkki: {row}",
            }.get(label, label.replace("_", " "))
            for label in LABELS
        },
        sections=(
            Section(
                "summary",
                "Yhteenveto",
                (
                    Paragraph(
                        text("Neljästä käyttötapauksesta ", Span("kaksi", is_strong=True), " on toteutunut."),
                        role="lead",
                    ),
                    KeyFigures(
                        (
                            KeyFigure(
                                "Toteutunut",
                                "2",
                                "2/4 (50 %)",
                                status="completed",
                                target="#actions",
                                filter="status=completed",
                            ),
                            KeyFigure("Ei raportoitu", "1", "1/4 (25 %)", status="not_reported"),
                        ),
                        sum_note="2 + 1 + 1 = 4",
                    ),
                    Notice(
                        "Epävarmat luennat",
                        text("Yksi luenta odottaa ihmisen päätöstä: ", Span("1.2", target="#action-2"), "."),
                        "warning",
                    ),
                ),
            ),
            Section(
                "themes",
                "Teemat",
                (
                    Section(
                        "theme-services",
                        "Palvelut",
                        (
                            Figure(
                                "figure-statuses",
                                "Puolet käyttötapauksista on toteutunut",
                                "Palvelut: 2/3 toteutunut.",
                                SVG,
                                data_table(),
                            ),
                            BulletList((text("Ensimmäinen huomio"), text(HOSTILE))),
                        ),
                    ),
                ),
            ),
            Section("actions", "Kaikki käyttötapaukset", (actions_table(action_count),)),
            Section(
                "method",
                "Menetelmä",
                (
                    Paragraph(text("Luvut on laskettu samoista riveistä."), role="note"),
                    Definitions(
                        (
                            (text("Koodikirja"), text("versio 2")),
                            (text("tilanne.txt"), text("sha256 " + "0" * 64)),
                        )
                    ),
                ),
            ),
        ),
    )
