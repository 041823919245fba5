"""Whose word a stretch is: a bank of the ways in which reports say so. All sentences are made up."""

from __future__ import annotations

import hashlib
import re

import pytest

from vigil.reader.registry import Registry
from vigil.reader.text import Text, parse_one
from vigil.reader.voices import Voice, Voices, find_voices
from vigil.records import Passage, Report


def read(words: str, **fields: str) -> tuple[Text, Voices]:
    """A text and its voices."""
    passages = tuple(Passage(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", words))
    key = hashlib.sha256(words.encode()).hexdigest()
    report = Report(id=key, name="made-up", text=words, passages=passages, **fields)
    text = parse_one(report)
    return text, find_voices(text, Registry.of(text))


def voice_of(words: str, probe: str, **fields: str) -> Voice:
    """The voice of the words ``probe`` in a text."""
    text, voices = read(words, **fields)
    at = text.plain.index(probe)
    return voices.at(at, at + len(probe))


KENYA = "NAIROBI, Kenya - Kenyan troops fought gunmen near Wajir in Kenya on Monday.\n\n"
SYRIA = (
    "Clashes went on in Syria's Idlib province on Monday. The Syrian Observatory for Human Rights counts the dead.\n\n"
)
MALI = "BAMAKO, Mali - Malian soldiers fought JNIM fighters near Mopti in Mali.\n\n"

PATTERNS = [
    # leading
    (KENYA + "Police said nine herders died in the raid.", "nine herders", None, "Kenyan police"),
    (KENYA + "Officials said that four schools were shut.", "four schools", None, "Kenyan officials"),
    (KENYA + "On Tuesday, the military said 12 gunmen were shot dead.", "12 gunmen", None, "Kenya Defence Forces"),
    (
        KENYA + "Interior Minister James Otieno told reporters that 30 people fled.",
        "30 people",
        "James Otieno",
        "Kenyan Interior Ministry",
    ),
    (
        KENYA + "County governor spokesman Peter Kamau said on Tuesday three trucks burned.",
        "three trucks",
        "Peter Kamau",
        None,
    ),
    (SYRIA + "The Observatory said 15 rebels were killed.", "15 rebels", None, "Syrian Observatory for Human Rights"),
    (
        SYRIA + "Rami Haddad, the head of the Observatory, said 15 rebels were killed.",
        "15 rebels",
        "Rami Haddad",
        "Syrian Observatory for Human Rights",
    ),
    (
        SYRIA + "The monitor later reported that two medics had died.",
        "two medics",
        None,
        "Syrian Observatory for Human Rights",
    ),
    (
        MALI + "A spokesman for the army, Colonel Amadou Keita, said six soldiers were wounded.",
        "six soldiers",
        "Amadou Keita",
        "Malian military",
    ),
    (MALI + "The United Nations confirmed that 40 villagers had been killed.", "40 villagers", None, "United Nations"),
    (MALI + "Human Rights Watch documented 71 killings in the district.", "71 killings", None, "Human Rights Watch"),
    (MALI + "The governor, Issa Traore, put the toll at 22.", "22", "Issa Traore", None),
    (MALI + "The health ministry raised the death toll to 64.", "64", None, "Malian Health Ministry"),
    (MALI + "Figures from the UN refugee agency showed 9,000 people had crossed.", "9,000", None,
     "United Nations High Commissioner for Refugees"),
    (MALI + "The army's statement said eight vehicles were burnt.", "eight vehicles", None, "Malian military"),
    (MALI + "In a statement, the army said eight vehicles were burnt.", "eight vehicles", None, "Malian military"),
    (MALI + "Residents reached by phone said dozens of huts were set on fire.", "dozens of huts", None, "residents"),
    (MALI + "A witness told Reuters that two men were shot.", "two men", None, "witnesses"),
    (MALI + "An AFP reporter saw about 20 bodies in the yard.", "20 bodies", None, "Agence France-Presse"),
    (MALI + "Reuters reported that five trucks were hit.", "five trucks", None, "Reuters"),
    (MALI + "State television reported 11 deaths.", "11 deaths", None, "Malian state television"),
    (MALI + "A senior UN official warned that 3,000 families could flee.", "3,000 families", None, "United Nations"),
    (
        MALI + "JNIM said in an online message that it had killed 17 soldiers.",
        "17 soldiers",
        None,
        "Jama'at Nasr al-Islam wal Muslimin",
    ),
    # trailing
    (KENYA + "Nine herders died in the raid, police said.", "Nine herders", None, "Kenyan police"),
    (KENYA + "Nine herders died in the raid, police said on Tuesday.", "Nine herders", None, "Kenyan police"),
    (
        KENYA + "Nine herders died in the raid, said police chief John Mwangi.",
        "Nine herders",
        "John Mwangi",
        "Kenyan police",
    ),
    (KENYA + "Nine herders died in the raid, according to the Red Cross.", "Nine herders", None, "Red Cross"),
    (
        KENYA + "According to the Kenya Red Cross, nine herders died in the raid.",
        "nine herders",
        None,
        "Kenyan Red Cross",
    ),
    (KENYA + "Nine herders died in the raid, a security source told AFP.", "Nine herders", None, "security sources"),
    (
        KENYA + "Nine herders died in the raid, two officials told The Associated Press.",
        "Nine herders",
        None,
        "Kenyan officials",
    ),
    (KENYA + "Nine herders died in the raid, local media reported.", "Nine herders", None, "local media"),
    (
        KENYA + "Nine herders died in the raid, the Daily Nation reported, citing police.",
        "Nine herders",
        None,
        "Kenyan police",
    ),
    (KENYA + "Nine herders died in the raid, AFP quoted the police as saying.", "Nine herders", None, "Kenyan police"),
    (
        KENYA + '"Nine herders died in the raid," Otieno said. James Otieno is the interior minister.',
        "Nine herders",
        "James Otieno",
        None,
    ),
    (
        KENYA + '"We lost nine herders," said Amina Yusuf, a resident of Wajir.',
        "nine herders",
        "Amina Yusuf",
        "residents",
    ),
    (KENYA + '"We lost nine herders," a village elder said.', "nine herders", None, "village elders"),
    (
        KENYA + "Nine herders died in the raid, Human Rights Watch said in a report.",
        "Nine herders",
        None,
        "Human Rights Watch",
    ),
    # pronouns and definite descriptions
    (
        KENYA + "Police chief John Mwangi said the raid began at dawn. He said nine herders died.",
        "nine herders",
        "John Mwangi",
        "Kenyan police",
    ),
    (
        KENYA + "The Red Cross said the raid began at dawn. It added that nine herders died.",
        "nine herders",
        None,
        "Red Cross",
    ),
    (
        KENYA + "A Kenyan official said the raid began at dawn. The official added that nine herders died.",
        "nine herders",
        None,
        "Kenyan officials",
    ),
    (KENYA + "Residents said the raid began at dawn. They said nine herders died.", "nine herders", None, "residents"),
    (
        KENYA + "The interior ministry said the raid began at dawn. Nine herders died, the ministry said.",
        "Nine herders",
        None,
        "Kenyan Interior Ministry",
    ),
    (
        KENYA + "The army issued a statement on Tuesday. The statement said nine herders died.",
        "nine herders",
        None,
        "Kenya Defence Forces",
    ),
    # leaning, quoted on
    (
        SYRIA + "The Observatory said 60 people died. That figure includes 12 children.",
        "12 children",
        None,
        "Syrian Observatory for Human Rights",
    ),
    (
        KENYA + '"They came at dawn. They took nine goats. They left," police chief John Mwangi said.',
        "nine goats",
        "John Mwangi",
        "Kenyan police",
    ),
    (
        KENYA + '"They came at dawn," police chief John Mwangi said. "They took nine goats."',
        "nine goats",
        "John Mwangi",
        "Kenyan police",
    ),
    (
        KENYA + '"They came at dawn," police chief John Mwangi said.\n\n"They took nine goats."',
        "nine goats",
        "John Mwangi",
        "Kenyan police",
    ),
    (
        KENYA + "Police said the raid began at dawn, adding that nine herders died.",
        "nine herders",
        None,
        "Kenyan police",
    ),
    (KENYA + "Police condemned the raid and said nine herders died.", "nine herders", None, "Kenyan police"),
    (
        MALI + "Six soldiers died, said Colonel Amadou Keita, a spokesman for the army.",
        "Six soldiers",
        "Amadou Keita",
        "Malian military",
    ),
    (
        MALI + "Six soldiers died, a Malian army spokesman, Amadou Keita, said by phone.",
        "Six soldiers",
        "Amadou Keita",
        "Malian military",
    ),
    (
        MALI + "Six soldiers died, Amadou Keita, 52, a herder from the village, told AFP.",
        "Six soldiers",
        "Amadou Keita",
        None,
    ),
    (
        MALI + "Keita, the army spokesman, said on Sunday that six soldiers died.",
        "six soldiers",
        "Keita",
        "Malian military",
    ),
    (
        MALI + "Mopti police commander Seydou Diallo said in a phone interview that six soldiers died.",
        "six soldiers",
        "Seydou Diallo",
        "Mopti police",
    ),
    (
        MALI + "Doctors Without Borders, which runs the hospital, said it had treated 40 wounded.",
        "40 wounded",
        None,
        "Doctors Without Borders",
    ),
    (MALI + "The army, which had denied the report, said six soldiers died.", "six soldiers", None, "Malian military"),
    (MALI + "President Macky Diarra announced the withdrawal of 400 troops.", "400 troops", "Macky Diarra", "Mali"),
    (
        MALI + "Asked about the raid, the minister of defence, Sadio Kone, said six soldiers died.",
        "six soldiers",
        "Sadio Kone",
        "Malian Defence Ministry",
    ),
    (MALI + "Witnesses described seeing 12 trucks on the road.", "12 trucks", None, "witnesses"),
    (MALI + "Videos posted on social media showed dozens of bodies.", "dozens of bodies", None, "social media"),
    (MALI + "The toll was given as 45 by the health ministry.", "45", None, None),
    (
        MALI + "The World Food Programme estimates that 300,000 people need food.",
        "300,000 people",
        None,
        "World Food Programme",
    ),
    (MALI + "France's defence ministry said six soldiers died.", "six soldiers", None, "French Defence Ministry"),
    (MALI + "French President Jean Morel said six soldiers died.", "six soldiers", "Jean Morel", "France"),
    (MALI + "Medics at Mopti hospital said they had received 14 bodies.", "14 bodies", None, "Mopti hospital"),
    (MALI + "Medics said they had received 14 bodies.", "14 bodies", None, "medics"),
    (MALI + "Mopti hospital director Awa Sidibe said 14 bodies came in.", "14 bodies", "Awa Sidibe", "Mopti hospital"),
    (MALI + "A doctor at the hospital said 14 bodies came in.", "14 bodies", None, "doctors"),
    (MALI + "Analysts say 2,000 fighters roam the region.", "2,000 fighters", None, "analysts"),
    (
        MALI + "The militants claimed to have seized nine towns.",
        "nine towns",
        None,
        "Jama'at Nasr al-Islam wal Muslimin",
    ),
    (
        MALI + "The group's spokesman, Abu Hamza, said nine towns had fallen.",
        "nine towns",
        "Abu Hamza",
        "Jama'at Nasr al-Islam wal Muslimin",
    ),
    (MALI + "Two villagers who fled said nine huts burned.", "nine huts", None, "villagers"),
    (MALI + "Officials in Ankara said nine men were held.", "nine men", None, "Turkish officials"),
    (MALI + "Moscow said nine advisers had died.", "nine advisers", None, "Russia"),
    (MALI + "The UN mission, known as MINUSMA, said nine peacekeepers died.", "nine peacekeepers", None, None),
    (MALI + "At least nine peacekeepers died, the UN mission in Mali said in a tweet.", "nine peacekeepers", None,
     "United Nations Multidimensional Integrated Stabilization Mission in Mali"),
    (KENYA + "The president's office said nine herders died.", "nine herders", None, "Kenya"),
    (KENYA + "Iraq Body Count, a foreign monitor, says nine herders died.", "nine herders", None, "Iraq Body Count"),
    # two voices
    (KENYA + "Police said four men died, but residents said nine were killed.", "nine were", None, "residents"),
    (KENYA + "Police said four men died, but residents said nine were killed.", "four men", None, "Kenyan police"),
    (KENYA + "Students said gunmen held nine hostages, according to police.", "nine hostages", None, "Kenyan police"),
    (KENYA + "Police said four men died, Reuters reported.", "four men", None, "Kenyan police"),
    # the report's own word
    (KENYA + "Nine herders died in the raid.", "Nine herders", None, "report"),
    (KENYA + "Police said the raid began at dawn. Nine herders died.", "Nine herders", None, "report"),
    (KENYA + "Nine herders were said to be hiding in the hills.", "Nine herders", None, "report"),
    (KENYA + "Nine herders were reported killed.", "Nine herders", None, "report"),
    (KENYA + "Said Omar led nine herders to the well.", "nine herders", None, "report"),
    (KENYA + "The army did not say how nine herders died.", "nine herders", None, "report"),
    (KENYA + "The army declined to say if nine herders died.", "nine herders", None, "report"),
    (KENYA + "Nine herders died hours after the army said it had left.", "Nine herders", None, "report"),
    (KENYA + "The army killed nine herders as they told stories.", "nine herders", None, "report"),
    (SYRIA + "The rebels declared an offensive against 40 villages.", "40 villages", None, "report"),
]


BODIES = [
    # whose body is told elsewhere, and whose is not
    (MALI + "The wounded lie in Sikasso Hospital. Its director, Dr. Awa Sidibe, said 14 bodies came in.", "14 bodies",
     "Awa Sidibe", "Sikasso Hospital"),
    (MALI + "Shells hit Sikasso Hospital. Dr. Awa Sidibe, who runs a ward, said 14 bodies came in.", "14 bodies",
     "Awa Sidibe", "Sikasso Hospital"),
    (MALI + "Dr. Awa Sidibe, who runs a ward, said 14 bodies came in.", "14 bodies", "Awa Sidibe", "doctors"),
    (KENYA + "The Pentagon spoke of a raid. Press secretary Dana Wilmot said nine herders died.", "nine herders",
     "Dana Wilmot", "US Department of Defense"),
    (KENYA + "A man named Dana Wilmot said nine herders died.", "nine herders", "Dana Wilmot", None),
    (KENYA + "Martin Hoekstra, the U.N. envoy to Somalia, said nine herders died.", "nine herders", "Martin Hoekstra",
     "United Nations"),
    (KENYA + "An official at the Interior Ministry said nine herders died.", "nine herders", None,
     "Kenyan Interior Ministry"),
    (KENYA + "Officials in the Saudi-led coalition said nine herders died.", "nine herders", None,
     "Saudi-led coalition"),
    (KENYA + "Garissa health officials said nine herders died.", "nine herders", None, "Garissa health officials"),
    (KENYA + "A group that calls itself Sons of Wajir said nine herders died.", "nine herders", None, "Sons of Wajir"),
    (KENYA + "A Western diplomat said nine herders died.", "nine herders", None, "Western diplomats"),
    (KENYA + "Asha Noor, a mother of six, said nine herders died.", "nine herders", "Asha Noor", "residents"),
    (KENYA + "Asha Noor, 44, said nine herders died.", "nine herders", "Asha Noor", "residents"),
    (KENYA + "The Kenya Red Cross said nine herders died.", "nine herders", None, None),
    (KENYA + "The Turkana Red Crescent said nine herders died.", "nine herders", None, "Turkana Red Crescent"),
    # as good as "according to"
    (KENYA + "Nine herders died, by the army's own count.", "Nine herders", None, "Kenya Defence Forces"),
    (KENYA + "Nine herders died by the side of the army's own road.", "Nine herders", None, "report"),
    # where a voice ends, and where it goes on
    (KENYA + "A raid killed four men, police say; nine herders have died since.", "nine herders", None, "report"),
    (KENYA + "Police announced on Sunday night that nine herders had died.", "nine herders", None, "Kenyan police"),
    (KENYA + "Nine herders died in the raid, KTN4 reports.", "Nine herders", None, "KTN4"),
    (KENYA + "The New York Times sent a reporter. Nine herders died, the Times reports.", "Nine herders", None,
     "The New York Times"),
    (KENYA + "Interior Minister James Nkwerry said 12 gunmen fled. Nkwerry added that nine herders had died.",
     "nine herders", "James Nkwerry", "Kenyan Interior Ministry"),
    (KENYA + "Interior Minister James Nkwerry said 12 gunmen fled. Separately, police said nine herders had died.",
     "nine herders", None, "Kenyan police"),
    (KENYA + "The medical superintendent at Wajir Medical Complex, Dr. Juma Otieno, said nine herders died.",
     "nine herders", "Juma Otieno", "Wajir Medical Complex"),
    (KENYA + "Police superintendent Juma Otieno said nine herders died.", "nine herders", "Juma Otieno",
     "Kenyan police"),
    (KENYA + "Patients of Al Noor Hospital fled. Its director said nine herders died.", "nine herders", None,
     "Al Noor Hospital"),
    (KENYA + "The Kenyan National Security Council said nine herders died.", "nine herders", None,
     "Kenyan National Security Council"),
    (KENYA + "The Mombasa Media Council said nine herders died.", "nine herders", None, "Mombasa Media Council"),
    (KENYA + "Grace Odera, 31, a shoe-store manager, said nine herders died.", "nine herders", "Grace Odera",
     "residents"),
    (KENYA + "Nine herders died, said Juma Otieno, who speaks for the county crisis committee.", "Nine herders",
     "Juma Otieno", "county crisis committee"),
    (KENYA + "Shops closed in Garissa province. Nine herders died, the provincial governor's office said.",
     "Nine herders", None, "Garissa governor's office"),
    (KENYA + "Nine herders died, the Interior Ministry said. The U.S. military sent help.", "Nine herders", None,
     "Kenyan Interior Ministry"),
    (KENYA + '"Nine herders died," said a European official involved in the talks.', "Nine herders", None, None),
]


@pytest.mark.parametrize(("words", "probe", "speaker", "source"), BODIES, ids=[p[0][-50:] for p in BODIES])
def test_body_of_a_voice(words: str, probe: str, speaker: str | None, source: str | None) -> None:
    """One whose office tells no body is of the body told nearby; a private person is one of many."""
    voice = voice_of(words, probe)
    assert voice.speaker == speaker
    assert source is None or voice.source == source
    assert source == "report" or voice.source != "report"


@pytest.mark.parametrize(("words", "probe", "speaker", "source"), PATTERNS, ids=[p[0][-50:] for p in PATTERNS])
def test_voice_pattern(words: str, probe: str, speaker: str | None, source: str | None) -> None:
    """Each way of telling a voice finds its speaker and source."""
    voice = voice_of(words, probe)
    assert voice.speaker == speaker
    assert source is None or voice.source == source


@pytest.mark.parametrize(
    ("words", "source"),
    [
        (KENYA + "German soldiers left. Pentagon spokesman, Rear Adm. John Kirby, said nine herders died.",
         "US Department of Defense"),
        (KENYA + "In Wajir, Rear Adm. John Kirby, a Pentagon spokesman, said nine herders died.",
         "US Department of Defense"),
        (KENYA + "Superintendent Juma Otieno said nine herders died.", "Kenyan police"),
        (KENYA + "A spokeswoman for the Kenya Red Cross said nine herders died.", "Kenyan Red Cross"),
    ],
)  # fmt: skip
def test_office_before_a_name(words: str, source: str) -> None:
    """An office that opens the sentence, or follows the name, tells whose word it is."""
    assert voice_of(words, "nine herders").source == source
