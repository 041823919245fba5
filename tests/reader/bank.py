"""Sentences of our own in the manner of news, with what is said of those they count.

Each: the sentence, and its figures in order as (low, high, measure).
"""

from __future__ import annotations

from typing import TypeAlias

Expected: TypeAlias = tuple[float | None, float | None, str]

KILLED: tuple[tuple[str, tuple[Expected, ...]], ...] = (
    ("A roadside bomb killed 12 villagers in the district.", ((12, 12, "killed"),)),
    ("At least 30 people were killed when the market was shelled.", ((30, None, "killed"),)),
    ("The blast left 17 dead and 45 wounded.", ((17, 17, "killed"), (45, 45, "wounded"))),
    ("Gunmen raided the village at dawn, killing nine farmers and wounding six others.",
     ((9, 9, "killed"), (6, 6, "wounded"))),
    ("The raid claimed the lives of 23 soldiers.", ((23, 23, "killed"),)),
    ("Fourteen people lost their lives in the shelling.", ((14, 14, "killed"),)),
    ("The attack brought the death toll to 44.", ((44, 44, "killed"),)),
    ("The toll has risen to more than 200, the ministry said.", ((200, None, "killed"),)),
    ("Rescuers pulled the bodies of eight children from the rubble.", ((8, 8, "killed"),)),
    ("Three men, two women and a child were killed in the strike.",
     ((3, 3, "killed"), (2, 2, "killed"), (1, 1, "killed"))),
    ("The shelling killed 16 and injured 32.", ((16, 16, "killed"), (32, 32, "wounded"))),
    ("More than 1,200 soldiers and 400 militiamen have died since the spring.",
     ((1200, None, "killed"), (400, None, "killed"))),
    ("Among the dead were four nurses.", ((4, 4, "killed"),)),
    ("The dead included five teachers and a driver.", ((5, 5, "killed"), (1, 1, "killed"))),
    ("Some 60 people, including 11 children, died in the fire.", ((60, 60, "killed"), (11, 11, "killed"))),
    ("Police shot dead two protesters in the square.", ((2, 2, "killed"),)),
    ("The army has lost 52 men in the campaign.", ((52, 52, "killed"),)),
    ("Dozens were feared dead after the boat sank.", ((24, None, "killed"),)),
    ("Twelve miners were gunned down on their way to work.", ((12, 12, "killed"),)),
    ("Insurgents beheaded three captives on Friday.", ((3, 3, "killed"),)),
    ("Six soldiers have been reported killed.", ((6, 6, "killed"),)),
    ("The bombing, which killed 35 pilgrims, was the worst in years.", ((35, 35, "killed"),)),
    ("Nine of the wounded later died in hospital.", ((9, 9, "killed"),)),
    ("No civilians were killed in the operation.", ((0, 0, "killed"),)),
    ("There were no casualties.", ((0, 0, "other"),)),
    ("Two dozen recruits were slain at a checkpoint.", ((24, 24, "killed"),)),
)  # fmt: skip

OTHERS: tuple[tuple[str, tuple[Expected, ...]], ...] = (
    ("About 400 families fled the fighting.", ((400, 400, "displaced"),)),
    ("Tens of thousands of people have been displaced by the floods of fighters.", ((20000, None, "displaced"),)),
    ("More than 3,000 civilians were evacuated from the town.", ((3000, None, "displaced"),)),
    ("Militants abducted 20 schoolgirls from a dormitory.", ((20, 20, "abducted"),)),
    ("The gunmen took 15 passengers hostage.", ((15, 15, "abducted"),)),
    ("Police arrested 40 suspects in overnight raids.", ((40, 40, "detained"),)),
    ("Around 600 fighters surrendered to the army.", ((600, 600, "surrendered"),)),
    ("The rebels freed eight prisoners on Sunday.", ((8, 8, "released"),)),
    ("Thirty-two sailors are still missing.", ((32, 32, "missing"),)),
    ("Some 5,000 people remain trapped in the old city.", ((5000, 5000, "present"),)),
    ("The government deployed 2,500 troops to the border.", ((2500, 2500, "deployed"),)),
    ("At least ten gunmen stormed the compound.", ((10, None, "deployed"),)),
    ("Warplanes carried out 14 airstrikes on the province.", ((14, 14, "attacks"),)),
    ("The militia fired six rockets at the port.", ((6, 6, "attacks"),)),
    ("Three explosions shook the capital.", ((3, 3, "attacks"),)),
    ("Shells destroyed 11 houses.", ((11, 11, "destroyed"),)),
    ("The rebels captured four villages on Tuesday.", ((4, 4, "area"),)),
    ("The army has retaken 30 square kilometres of farmland.", ((30, 30, "area"),)),
    ("Two homes were hit.", ((2, 2, "attacks"),)),
    ("Twenty thousand refugees have returned.", ((20000, 20000, "returned"),)),
)  # fmt: skip

NOTHING: tuple[str, ...] = (
    "The commander, 44, has led the group for six years.",
    "The ministry said it would spend $20 million on the camp.",
    "The rocket has a range of 40 kilometres.",
    "The talks lasted three hours and ended at 10 p.m.",
    "Article 5 of the treaty has been invoked once.",
    "Support fell to 34 percent.",
    "The council has 15 members.",
    "Fighters carried 122mm rockets.",
    "The president said he would never kill civilians.",
    "The two sides agreed on the first three points.",
    "Resolution 2254 calls for talks.",
    "He was born in 1962.",
)

SINGLES: tuple[tuple[str, tuple[Expected, ...]], ...] = (
    ("A driver was killed when his lorry hit a mine.", ((1, 1, "killed"),)),
    ("The strike killed the group's chief bomb maker.", ((1, 1, "killed"),)),
    ("An Italian journalist was wounded in the clash.", ((1, 1, "wounded"),)),
    ("Gunmen abducted a priest and a nun in the town.", ((1, 1, "abducted"), (1, 1, "abducted"))),
    ("One soldier died and two were hurt.", ((1, 1, "killed"), (2, 2, "wounded"))),
    ("A woman and 10 guards also died in the raid.", ((1, 1, "killed"), (10, 10, "killed"))),
    ("The mayor of the town was assassinated on Monday.", ((1, 1, "killed"),)),
    ("Troops killed a senior rebel commander along with four of his bodyguards.",
     ((1, 1, "killed"), (4, 4, "killed"))),
    ("A suspected bomber was arrested.", ((1, 1, "detained"),)),
)  # fmt: skip

NO_SINGLES: tuple[str, ...] = (
    "A spokesman said the operation was over.",
    "The minister denied that a soldier had been killed.",
    "The president met a general in the capital.",
    "He vowed to kill the leader of the group.",
    "A doctor treated the injured.",
)
