"""The account in English. The words accuse nobody: a difference, not cheating."""

LINES = {
    "title": "{contest}: fairness account (seed {seed}, rulebook fingerprint {fingerprint})",
    "beside": "It stands beside the official result and changes no place.",
    "marks": (
        "{marks} marks count: {entries} entries, {judges} judges"
        "[; {recused} recused][; {absent} absent][; {void} void][; {incomplete} incomplete][; {aside} of the "
        "chief judge for ties only]"
    ),
    "unmarked": "entries without a mark that counts: {entries}",
    "alone": "There is one judge only: strictness cannot be seen, and judge and chance cannot be told apart.",
    "few": "With fewer than 3 judges or 10 entries the figures below are rough.",
    "complete": "Every judge marked every entry.",
    "holes": "Every entry has {fewest}[ to {most}] marks; efficiency of the design {efficiency} (1 is ideal).",
    "parts": "The judges form {parts} groups without an entry in common; their marks cannot be compared directly.",
    "shares": (
        "Of the differences between marks {entry} % lie in the entries, {judge} % in strict and lenient "
        "judges, {rest} % in the rest (other opinions and chance)."
    ),
    "shares_unknown": (
        "The marks do not differ, or every entry has one mark: it cannot be seen where differences come from, nor "
        "whether judges agree."
    ),
    "icc": "agreement: ICC {single} for one judge, {mean} for the mean of {each} judges[; Kendall's W {w}]",
    "lenient": (
        "judge {judge}: {marks} entries, lenient by {effect} marks (± {margin})[, rank correlation with the "
        "others {spearman}]"
    ),
    "strict": (
        "judge {judge}: {marks} entries, strict by {effect} marks (± {margin})[, rank correlation with the "
        "others {spearman}]"
    ),
    "even": (
        "judge {judge}: {marks} entries, no strictness that can be told from chance ({effect} ± {margin})[, "
        "rank correlation with the others {spearman}]"
    ),
    "luck": "Of the chance in the entries' means {luck} % comes from which judges marked them.",
    "recommended": (
        "A correction for the judges' scales would make places more reliable; to use it, write it into the "
        "rules before the next contest (adjusted)."
    ),
    "not_connected": "No correction recommended: the judges of entries placed together are not connected.",
    "no_clear_difference": "No correction recommended: judges do not differ by more than chance.",
    "little_luck": "No correction recommended: who marked what hardly matters.",
    "gap": (
        "own department: {same} marks differ from the {others} for other departments by {gap} marks; "
        "chance alone gives as much with probability {probability}. A gap is not proof of favour."
    ),
    "gap_judge": (
        "judge {judge}: {same} marks for the own department differ by {gap} marks; probability corrected for "
        "the number of judges {probability}"
    ),
    "gap_few": "own department: {same} marks, fewer than 5, so nothing is compared.",
    "gap_none": "No judge marked an entry of the own department; there is nothing to compare.",
    "interval": (
        "[group {group}, ]place {place}, {entry}: nine times in ten between {low} and {high}; chance of "
        "first {first} %[, of a prize {award} %]"
    ),
    "interval_rest": "The rank intervals of {count} more entries stand in the JSON file.",
    "interval_parts": (
        "Places do not come from the judges' totals alone (difficulty, factors, deductions or given parts), "
        "so there are no rank intervals."
    ),
    "interval_unknown": (
        "Every entry has one mark; judges and chance cannot be told apart, so there are no rank intervals."
    ),
    "alternative": "with {method}: {moved} entries have another place, by {largest} at most",
    "alternative_same": "with {method}: the same places",
    "alternative_none": "with {method}: not possible[ ({reason})]",
    "robust_first": "[group {group}: ]first place {entries}: the same with every method",
    "robust": "[group {group}: ]{cut} and above, {count} entries: the same with every method",
    "open_first": "[group {group}: ]first place {entries}: depends on the method",
    "open": "[group {group}: ]{cut} and above, {count} entries: depends on the method",
    "change": "with {method}: in comes {gained}; out goes {lost}",
    "close": (
        "[group {group}: ]at the cut of {cut} the order of {ahead} and {behind} is not known: the chance "
        "that the first is better is {probability} % only"
    ),
    "flags": "worth another look (questions, not charges):",
    "flag_rest": "{count} more stand in the JSON file.",
    "limits": (
        "Note: intervals and probabilities take marks as nearly normal; strictness, gaps and intervals do not "
        "prove that anybody meant anything."
    ),
}
FLAGS = {
    "mark_far": 'judge {judge} gave "{entry}" {found}; the entry and the judge make about {against} likely',
    "mark_zero": 'judge {judge} gave "{entry}" 0, the others {against} on average: perhaps a missing mark',
    "range_wide": 'the marks of "{entry}" go from {found} to {against}; the judges might talk and mark again',
    "entry_few_marks": '"{entry}" has {found} marks, at least {against} are advisable',
    "entry_short": '"{entry}" has {found} marks, others of the group up to {against}',
    "judge_few_entries": "judge {judge} marked {found} entries only; the strictness is hardly known",
    "judge_level": "all {against} marks of judge {judge} are {found}",
    "judge_flat": "the marks of judge {judge} lie close together: standard deviation {found}, usually {against}",
    "judge_order": (
        "judge {judge} marked {against} entries with a rank correlation of {found} with the others and hardly "
        "tells them apart"
    ),
    "not_connected": "entries of one group were marked by {found} panels without a judge or entry in common",
    "rooms_not_drawn": (
        "rooms marked apart, and no draw is declared: differences between them may be of entries or of judges"
    ),
}
SILENT = {
    "agreement": (
        "A small share of the entries does not mean poor judging: among nearly equal entries the best of judges cannot "
        "tell them apart."
    ),
    "judges": (
        "Strict or lenient speaks of the scale a judge uses, not of right or wrong; judges who saw other entries may "
        "look different, too."
    ),
    "ranks": "An interval is no new place: the places published follow rules fixed before, and they stand.",
    "close": "An order that is not known is not a wrong one: a cut must be somewhere, and the rules say where.",
    "methods": (
        "That another method would change places does not make the result wrong: the method was in the rules before "
        "the contest began."
    ),
    "departments": (
        "A gap is not proof of favour (a judge may know best what the own department does best), and no gap is no "
        "proof of none."
    ),
    "design": "A high efficiency says that judges can be compared well, not that they are right.",
    "flags": "These are questions, not charges: of a thousand honest marks about three are as far off.",
}
"""What each part does not say."""
METHODS = {
    "mean": "the mean",
    "trimmed": "the mean without the highest and lowest",
    "median": "the median",
    "rank_sum": "the sum of places",
    "adjusted": "the correction for judges' scales",
}
HEADS = {
    "mean": "mean",
    "trimmed": "trimmed",
    "median": "median",
    "rank_sum": "places",
    "adjusted": "corrected",
}
"""The same, short enough to head a column."""
WORDS = {
    "winner": "first place",
    "nobody": "nobody",
    "too_few_marks": "an entry has too few marks",
    "place_missing": "not every judge marked every entry",
    "method_alone": "places cannot be added to other parts of the score",
    "other": "an entry does not meet its conditions",
    "list": ", ",
}
