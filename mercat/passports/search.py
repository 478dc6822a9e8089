"""Words of cases: what they are called, what for and for whom. See mercat/common/search.py."""

from mercat.common.search import WordIndex

CASES = WordIndex("passports_casewords", "passports_case_search", ("title", "purpose", "audience"))
restore = CASES.restore
