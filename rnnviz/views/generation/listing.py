"""The list under a text: what the model wrote as training went on, or the texts of a beam."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.history import History
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.generation.table import Row, TextTable
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

SAMPLES, BEAM = "samples", "beam"


class Listing:
    """A table of texts, a line about it, and the choice between the two kinds of texts."""

    def __init__(self) -> None:
        self.table = TextTable("view.generation.samples")
        self.listed = Chooser(
            "view.generation.listed", tr("Which texts are listed"),
            [(SAMPLES, tr("through training")), (BEAM, tr("texts of the beam"))],
        )
        self.about = ElidedLabel(tr("Which texts are listed"), fills=True)

    def fit(self, *, roomy: bool) -> None:
        """Leave the titles out where there is little room."""
        self.table.horizontalHeader().setVisible(roomy)
        self.about.setVisible(roomy or not self.table.texts.rows or not self.listed.isHidden())

    def show(self, beam: Sequence[tuple[float, str, bool]], history: History | None) -> None:
        """List the beam's texts where they are asked for and there are some, else the samples of a history."""
        self.listed.setVisible(bool(beam))
        if beam and self.listed.key == BEAM:
            ended = {True: tr("ended"), False: tr("grows")}
            rows = [Row(number(score), ended[over], text, tip=text) for score, text, over in beam]
            tips = [tr("ln p of the whole text"), tr("Whether its end token has come"), tr("What was written")]
            self.table.show_rows(["ln p", "", tr("text")], tips, rows)
            self.about.setText(tr("The beam's {count} likeliest texts").format(count=len(rows)))
            return
        samples = history.samples.all if history is not None else ()
        rows = [
            Row(f"{each.update:,}", number(-each.log_p), each.text, each.update,
                tr("at update {update}, −ln p {loss} nats a symbol, from “{prompt}”: {text}").format(
                    update=f"{each.update:,}", prompt=each.prompt, text=each.text, loss=number(-each.log_p)))
            for each in samples
        ]  # fmt: skip
        tips = [
            tr("Updates before it was written; a click goes there"),
            tr("Mean −ln p of what was written, in nats a symbol"), tr("What was written"),
        ]
        self.table.show_rows([tr("update"), "−ln p", tr("text")], tips, rows, follows=True)
        said = tr("Written through training; a click goes there")
        self.about.setText(said if rows else tr("Train: it writes at updates 1, 2, 4, 8, 16, 32, 64, 96 …"))
