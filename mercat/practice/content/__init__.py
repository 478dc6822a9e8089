"""Guidance and model policies that come with Mercat: a Markdown file each, beside this one.

Its head says title, kind, summary, licence, language, tags, what stands for its [[marked words]],
and the sources; `bringing.bring_in` makes pages of them.
"""
