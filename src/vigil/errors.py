"""Every error that Vigil raises, as one hierarchy; each has a code, a sentence and the next step.

VigilError
├── IntakeError      a source or a report that cannot be taken in        V1xx
├── LexiconError     a word list that does not hold to its form          V2xx
├── GazetteerError   place data that cannot be built or opened           V25x
├── GroundingError   a claim whose quote is not in its report            V3xx
├── ReaderError      a report that cannot be read                        V31x
├── LedgerError      a ledger that cannot be opened, written or trusted  V4xx
├── QuestionError    a question that a ledger has no answer to           V45x
└── DossierError     a page that cannot be made                          V5xx

Codes are never reused. A fault's sentence and next step are templates over the facts it is raised with.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What can go wrong once: its code, what to say, and what to do next."""

    code: str
    sentence: str
    next_step: str


class VigilError(Exception):
    """Base of all. Carries its fault, the sentence and the next step, both filled in."""

    exit_code = 1

    def __init__(self, fault: Fault, **facts: object) -> None:
        self.fault = fault
        self.code = fault.code
        self.facts = facts
        self.sentence = fault.sentence.format(**facts)
        self.next_step = fault.next_step.format(**facts)
        super().__init__(f"{self.code}: {self.sentence} {self.next_step}")

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders with their facts."""
        return (_rebuild, (type(self), self.fault, self.facts))


def _rebuild(kind: type[VigilError], fault: Fault, facts: dict[str, object]) -> VigilError:
    return kind(fault, **facts)


class IntakeError(VigilError):
    """A source or a report that cannot be taken in."""


class LexiconError(VigilError):
    """A word list that does not hold to its form."""


class GazetteerError(VigilError):
    """Place data that cannot be built or opened."""


class GroundingError(VigilError):
    """A claim whose quote does not stand in its report."""


class ReaderError(VigilError):
    """A report that cannot be read."""


class LedgerError(VigilError):
    """A ledger that cannot be opened, written or trusted."""


class QuestionError(VigilError):
    """A question that a ledger has no answer to."""


class DossierError(VigilError):
    """A page that cannot be made."""


# Intake
EMPTY = Fault("V101", "{source} is empty.", "Give a file with text, or take it out of the folder.")
BINARY = Fault("V102", "{source} is not text.", "Vigil reads .txt, .md, .html, .json and .jsonl; convert it first.")
UNDECODABLE = Fault("V103", "{source} is in no encoding that could be told.", "Save it as UTF-8 and try again.")
TOO_LARGE = Fault("V104", "{source} has {size} characters, more than the {limit} that a report may have.",
                  "Split it into single reports.")  # fmt: skip
NO_ARTICLE = Fault("V105", "{source} is a page without an article.", "Save the article's own page, or its text.")
TOO_DEEP = Fault("V106", "{source} nests its tags too deeply to be read.", "Save the article's text instead.")
BAD_JSON = Fault("V107", "{source} is not valid JSON at line {line}.", "Mend or cut that line; the others are read.")
NO_TEXT_FIELD = Fault("V108", "{source} holds an object without a \"text\".",
                      "Give every article a \"text\" of at least one word.")  # fmt: skip
MANIFEST_MISSING_FILE = Fault("V109", "{manifest} names {file}, which is not there.",
                              "Add the file, or take its row out of the manifest.")  # fmt: skip
MANIFEST_BAD_DATE = Fault("V110", "{manifest} gives {value} as the day of {file}, which is no date.",
                          "Write days as YYYY-MM-DD; the report is read without a day.")  # fmt: skip
MANIFEST_UNREADABLE = Fault("V111", "{manifest} is not a manifest: {why}.",
                            "It is CSV with the columns file, published, outlet, title, url.")  # fmt: skip
SOURCE_MISSING = Fault("V112", "{source} is not there.", "Check the path.")
NO_REPORTS = Fault("V113", "There is no report in {source}.",
                   "Give files or folders of .txt, .md, .html, .json, .jsonl.")  # fmt: skip
UNREADABLE = Fault("V114", "{source} cannot be opened: {why}.", "Check its permissions.")
SAME_NAME = Fault("V115", "{source} has the name of another report, {other}.",
                  "It is kept as {name}; rename one of the files to choose the name yourself.")  # fmt: skip
CLAIMS_FILE = Fault("V116", "{source} holds claims, not reports.", "Give the reports that the claims were read from.")
# Lexicon, gazetteer
BAD_LEXICON = Fault("V201", "The word list {file} does not hold to its form: {why}.", "Mend that entry.")
GAZETTEER_MISSING = Fault("V251", "There is no gazetteer at {path}.", "Run `vigil gazetteer build`.")
GAZETTEER_BAD_FILE = Fault("V252", "{source} is no place data that Vigil knows: {why}.",
                           "Give a GeoNames dump, a tab-separated extract or a CSV of your own.")  # fmt: skip
# Reader
UNGROUNDED = Fault("V301", "A claim on {report} has a quote that is not in its text: \"{quote}\".",
                   "Quote the report's own words.")  # fmt: skip
MODEL_MISSING = Fault("V311", "The language pipeline is not at {path}.", "Reinstall Vigil, or run `make model`.")
READER_FAILED = Fault("V312", "{source} could not be read: {why}.",
                      "The report is kept; please report this with the file's text.")  # fmt: skip
NO_FIGURE = Fault("V313", "{report} has no figure {number}; it has {found}.", "Count them with `vigil read`.")
# Ledger
LEDGER_IS_FILE = Fault("V401", "{path} is a file, and a ledger is a folder.", "Name another output folder.")
LEDGER_UNWRITABLE = Fault("V402", "{path} cannot be written: {why}.", "Choose a folder that you may write to.")
LEDGER_NEWER = Fault("V403", "{path} was made by a newer Vigil (schema {found}; this one knows {known}).",
                     "Update Vigil.")  # fmt: skip
LEDGER_MISSING = Fault("V404", "There is no ledger at {path}.", "Make one with `vigil build SOURCES... -o {path}`.")
LEDGER_DAMAGED = Fault("V405", "{path} is not a database that can be read: {why}.",
                       "Restore it from a copy, or build a new ledger from the reports.")  # fmt: skip
LEDGER_BUSY = Fault("V406", "Another build is writing to {path}.", "Wait for it to end, then try again.")
STOPPED = Fault("V407", "Stopped; {path} keeps the {kept} reports read so far.", "Run the same command again to go on.")
LEDGER_OLDER = Fault("V408", "{path} was made by an older Vigil (schema {found}) and cannot be written to here.",
                     "Copy it to a folder that you may write to; the copy is brought up to date.")  # fmt: skip
# Questions to a ledger
BAD_DAY = Fault("V451", "{value} is no day.", "Write it as YYYY-MM-DD, as in 2019-03-17.")
UNKNOWN_SOURCE = Fault("V452", "Nobody of the name {name} says anything in {path}.", "{advice}")
UNKNOWN_EVENT = Fault("V453", "There is no event {event} in {path}.",
                      "Find its id with `vigil show {path}`, or in the view events.")  # fmt: skip
# Dossier
BUNDLE_MISSING = Fault("V501", "The page's script is not built.", "Run `make install`.")
PAGE_UNWRITABLE = Fault("V502", "{path} cannot be written: {why}.", "Choose a folder that you may write to.")
# Anything else
UNEXPECTED = Fault("V999", "Vigil met something that it does not know: {why}.",
                   "The details are in {log}; please report them with what you did.")  # fmt: skip
