"""Strava."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="strava",
    name="Strava",
    hosts=("strava.com",),
    kinds=("person", "group"),
    address="https://www.strava.com/clubs/{}",
    examples=("https://www.strava.com/clubs/strathbeg",),
    read=grammar(
        "strava",
        forms={
            "athletes": form(
                "person", r"[\w-]{2,64}", "https://www.strava.com/athletes/", "strava:athletes/"
            ),
            "clubs": form(
                "group", r"[\w-]{2,64}", "https://www.strava.com/clubs/", "strava:clubs/"
            ),
            "pros": form("person", r"[0-9]{2,15}", "https://www.strava.com/pros/", "strava:pros/"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="activities challenges routes segments",
        ),
        tabs="discussion leaderboard members posts",
    ),
)
