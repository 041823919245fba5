"""From a noun phrase to speaker and source, and to the side. All persons and reports are made up."""

from __future__ import annotations

import hashlib

import pytest

from vigil.reader.naming import name_party, name_voice
from vigil.reader.registry import Registry
from vigil.reader.text import parse_one
from vigil.records import Report


def registry_of(words: str, **fields: str) -> Registry:
    """The registry of a text."""
    return Registry.of(
        parse_one(Report(id=hashlib.sha256(words.encode()).hexdigest(), name="made-up", text=words, **fields))
    )


TEXTS = {
    "kenya": "NAIROBI, Kenya - Al-Shabaab fighters raided a village near Wajir in Kenya. Kenyan troops followed them.",
    "syria": "BEIRUT - Rebels and Syrian troops clashed in Syria's Idlib. The SDF held its lines against Islamic State "
             "in Deir Ezzor, Syria. The Syrian Observatory for Human Rights reported clashes.",
    "ukraine": "KYIV - Ukraine and Russia traded fire near Kharkiv in Ukraine; the Pentagon watched. "
               "The Ukrainian army held.",
    "israel": "JERUSALEM - Israel struck Hamas posts in Gaza after rockets hit southern Israel, the Israeli army said.",
    "us": "WASHINGTON - The United States will send drones, the Pentagon said. US forces are ready, US officials said.",
    "congo": "GOMA, Congo - M23 rebels took a town near Goma in eastern Congo. The Congolese army withdrew.",
}  # fmt: skip

VOICES = [
    # ministries and their ministers
    ("kenya", "Interior Minister Grace Wanjiru", "Grace Wanjiru", "Kenyan Interior Ministry"),
    ("kenya", "Kenyan Health Cabinet Secretary Grace Wanjiru", "Grace Wanjiru", "Kenyan Health Ministry"),
    ("kenya", "Kenya's deputy defense minister, Grace Wanjiru", "Grace Wanjiru", "Kenyan Defense Ministry"),
    ("kenya", "Grace Wanjiru, the minister of health", "Grace Wanjiru", "Kenyan Health Ministry"),
    ("kenya", "the Ministry of Interior", None, "Kenyan Interior Ministry"),
    ("kenya", "the Interior Ministry", None, "Kenyan Interior Ministry"),
    ("kenya", "Interior Ministry spokesman Paul Otieno", "Paul Otieno", "Kenyan Interior Ministry"),
    ("kenya", "an Interior Ministry official", None, "Kenyan Interior Ministry"),
    ("ukraine", "Russia's Defense Ministry", None, "Russian Defense Ministry"),
    ("ukraine", "the Russian Ministry of Defence", None, "Russian Defense Ministry"),
    ("ukraine", "Russian Foreign Minister Oleg Sokolov", "Oleg Sokolov", "Russian Foreign Ministry"),
    ("us", "Defense Secretary Mark Doyle", "Mark Doyle", "US Department of Defense"),
    ("us", "State Department spokeswoman Ann Doyle", "Ann Doyle", "US Department of State"),
    ("israel", "the Gaza health ministry", None, "Gaza Health Ministry"),
    ("israel", "the Hamas-run health ministry", None, "Gaza Health Ministry"),
    # heads of state and government
    ("kenya", "President Daniel Karanja", "Daniel Karanja", "Kenya"),
    ("kenya", "Ethiopian Prime Minister Dawit Bekele", "Dawit Bekele", "Ethiopia"),
    ("kenya", "government spokesman Paul Otieno", "Paul Otieno", "Kenya"),
    ("kenya", "the government", None, "Kenya"),
    ("kenya", "President Barack Obama", "Barack Obama", "United States"),
    ("kenya", "the White House", None, "White House"),
    ("ukraine", "Kremlin spokesman Ivan Orlov", "Ivan Orlov", "Russia"),
    ("ukraine", "Ukrainian security spokesman Taras Bondar", "Taras Bondar", "Ukraine"),
    ("syria", "the Syrian government", None, "Syrian government"),
    ("israel", "Palestinian Ambassador Samir Nasser", "Samir Nasser", "Palestinian Authority"),
    ("kenya", "Secretary of State Ann Doyle", "Ann Doyle", "United States"),
    # forces
    ("kenya", "the military", None, "Kenya Defence Forces"),
    ("kenya", "army spokesman Colonel Paul Otieno", "Paul Otieno", "Kenya Defence Forces"),
    ("israel", "the military", None, "Israel Defense Forces"),
    ("israel", "Lt. Col. Dan Levi, an Israeli military spokesman", "Dan Levi", "Israel Defense Forces"),
    ("congo", "the army", None, "Congolese military"),
    ("kenya", "police", None, "Kenyan police"),
    ("kenya", "Wajir police chief Paul Otieno", "Paul Otieno", "Wajir police"),
    ("kenya", "Inspector Paul Otieno of the Wajir police", "Paul Otieno", "Wajir police"),
    ("kenya", "a police officer", None, "Kenyan police"),
    ("us", "the Pentagon", None, "US Department of Defense"),
    ("us", "Pentagon spokesman John Doyle", "John Doyle", "US Department of Defense"),
    ("us", "a U.S. military official", None, "US Department of Defense"),
    # officials, sources, kinds of people
    ("kenya", "officials", None, "Kenyan officials"),
    ("kenya", "the authorities", None, "Kenyan officials"),
    ("kenya", "local officials", None, "local officials"),
    ("kenya", "two senior Somali officials", None, "Somali officials"),
    ("kenya", "health officials", None, "Kenyan health officials"),
    ("syria", "Lebanese health officials", None, "Lebanese health officials"),
    ("kenya", "a security source", None, "security sources"),
    ("kenya", "medical sources", None, "medical sources"),
    ("kenya", "a witness", None, "witnesses"),
    ("kenya", "several residents of the village", None, "residents"),
    ("kenya", "Amina Yusuf, a resident of Wajir,", "Amina Yusuf", "residents"),
    ("kenya", "tribal elders", None, "tribal elders"),
    ("syria", "opposition activists", None, "opposition activists"),
    ("kenya", "security analysts", None, "analysts"),
    ("kenya", "local media", None, "local media"),
    ("syria", "Syrian state TV", None, "Syrian state television"),
    ("syria", "state media", None, "Syrian state media"),
    ("kenya", "a lawmaker", None, "Kenyan officials"),
    # bodies, monitors, agencies
    ("syria", "the Observatory", None, "Syrian Observatory for Human Rights"),
    ("syria", "a Britain-based war monitor", None, "Syrian Observatory for Human Rights"),
    ("syria", "Omar Haddad, head of the Observatory", "Omar Haddad", "Syrian Observatory for Human Rights"),
    ("syria", "SDF spokeswoman Leyla Demir", "Leyla Demir", "Syrian Democratic Forces"),
    ("syria", "Leyla Demir, a spokeswoman for the U.S.-backed SDF", "Leyla Demir", "Syrian Democratic Forces"),
    ("syria", "an SDF commander", None, "Syrian Democratic Forces"),
    ("kenya", "the Chinese embassy in Nairobi", None, "Chinese embassy"),
    ("kenya", "Wajir hospital director Amina Yusuf", "Amina Yusuf", "Wajir hospital"),
    ("kenya", "city hall in Wajir", None, "Wajir city hall"),
    ("kenya", "Kenya's chief prosecutor", None, "Kenyan chief prosecutor"),
    ("kenya", "Paul Otieno of the Kenyan Teachers Association", "Paul Otieno", "Kenyan Teachers Association"),
    ("kenya", "the Highland Relief Trust", None, "Highland Relief Trust"),
    ("kenya", "UN Secretary-General Erik Lund", "Erik Lund", "United Nations"),
    ("kenya", "the U.N. refugee agency", None, "United Nations High Commissioner for Refugees"),
    ("kenya", "officials and the army", None, "Kenyan officials"),
    ("kenya", "al-Shabab spokesman Abdi Warsame", "Abdi Warsame", "al-Shabaab"),
    ("kenya", "the militants", None, "al-Shabaab"),
    ("kenya", "the militant group", None, "al-Shabaab"),
    ("congo", "a rebel spokesman", None, "M23"),
    ("kenya", "Washington", None, "United States"),
    ("kenya", "Kenya's ombudsman's office", None, "Kenyan ombudsman's office"),
    ("kenya", "Inspector-General Paul Otieno", "Paul Otieno", "Kenyan police"),
    ("kenya", "Wajir Governor Paul Otieno", "Paul Otieno", "Wajir governor"),
    ("kenya", "the head of the state emergency agency, Paul Otieno", "Paul Otieno", "state emergency agency"),
    ("ukraine", "Pakistan's foreign office", None, "Pakistani Foreign Ministry"),
    ("kenya", "an al-Qaeda-linked group", None, "al-Shabaab"),
    ("kenya", "Reuters news agency", None, "Reuters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "speaker", "source"), VOICES, ids=[f"{v[0]}: {v[1]}" for v in VOICES])
def test_naming_of_voices(text: str, phrase: str, speaker: str | None, source: str) -> None:
    """A noun phrase gives its speaker and its source by the conventions of the claim format."""
    named = name_voice(phrase, registry_of(TEXTS[text]), at=len(TEXTS[text]))
    assert (named.speaker, named.source) == (speaker, source)


PARTIES = [
    ("syria", "SDF fighters", "Syrian Democratic Forces"),
    ("syria", "the jihadists", "Islamic State"),
    ("syria", "IS members", "Islamic State"),
    ("syria", "Syrian troops", "Syrian government"),
    ("syria", "the U.S.-led coalition", "US-led coalition"),
    ("kenya", "the gunmen", "al-Shabaab"),
    ("kenya", "Kenyan soldiers", "Kenya"),
    ("kenya", "the extremist group", "al-Shabaab"),
    ("kenya", "security forces", "Kenya"),
    ("kenya", "Ethiopian jets", "Ethiopia"),
    ("israel", "the Israeli military", "Israel"),
    ("israel", "Hamas", "Hamas"),
    ("congo", "rebels", "M23"),
    ("kenya", "civilians", None),
    ("kenya", "people", None),
    ("kenya", "nine herders", None),
    ("kenya", "schoolchildren", None),
    ("us", "journalists", None),
]


@pytest.mark.parametrize(("text", "phrase", "party"), PARTIES, ids=[f"{p[0]}: {p[1]}" for p in PARTIES])
def test_naming_of_parties(text: str, phrase: str, party: str | None) -> None:
    """A noun phrase gives its side: the party itself, the country of its forces, the text's main armed group."""
    assert name_party(phrase, registry_of(TEXTS[text]), at=len(TEXTS[text])) == party


def test_taliban_of_a_pakistani_report_are_the_pakistani_ones() -> None:
    """The same word means another party where the report plays in Pakistan."""
    pakistan = registry_of("PESHAWAR, Pakistan - The Taliban attacked a school in Pakistan, Pakistani officials said.")
    afghanistan = registry_of(
        "KABUL, Afghanistan - The Taliban attacked a school in Afghanistan, Afghan officials said."
    )
    assert name_voice("the Taliban", pakistan).source == "Pakistani Taliban"
    assert name_voice("the Taliban", afghanistan).source == "Taliban"
