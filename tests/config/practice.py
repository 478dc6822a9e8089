"""The addresses of shared practice; see test_urls.py."""

PRACTICE = {
    "practice/": "index",
    "practice/write/": "write",
    "practice/people/<profile_id>/picture/": "face",
    "practice/<page_id>/": "page",
    "practice/<page_id>/change/": "change",
    "practice/<page_id>/publish/": "publish",
    "practice/<page_id>/visibility/": "set_visibility",
    "practice/<page_id>/withdraw/": "withdraw",
    "practice/<page_id>/files/<attachment_id>/": "attachment",
}
