"""The people of the demonstration: invented, and each with a part to play."""

from dataclasses import dataclass, field

from mercat.organisations.roles import Role

PASSWORD = "strathbeg-2026"


@dataclass(frozen=True, slots=True)
class Part:
    """`key` is what comes before the @ of the address."""

    key: str
    name: str
    job_title: str
    department: str
    part: str
    roles: tuple[Role, ...] = ()
    manager: str = ""
    domain: str = field(default="strathbeg.example")

    @property
    def email(self) -> str:
        return f"{self.key}@{self.domain}"


STRATHBEG = (
    Part("morag", "Morag Tulloch", "Head of culture", "Libraries and Museums", "a line manager"),
    Part(
        "ailsa", "Ailsa Rennie", "Archivist", "Archives", "applies for a passport", manager="morag"
    ),
    Part("callum", "Callum Baird", "Librarian", "Libraries", "a colleague", manager="morag"),
    Part(
        "iona", "Iona Sinclair", "Museums officer", "Museums", "holds a passport", manager="morag"
    ),
    Part(
        "fergus",
        "Fergus Laidlaw",
        "Committee officer",
        "Communications",
        "clerk to the panel",
        (Role.CLERK,),
    ),
    Part(
        "shona",
        "Shona Kerr",
        "Head of communications",
        "Communications",
        "chair of the panel",
        (Role.CHAIR,),
    ),
    Part(
        "rory",
        "Rory Geddes",
        "Records manager",
        "Archives",
        "panel member and FOI officer",
        (Role.PANEL_MEMBER, Role.FOI_OFFICER),
    ),
    Part(
        "elspeth",
        "Elspeth Orr",
        "Social media adviser",
        "Communications",
        "communications adviser and register keeper",
        (Role.ADVISER, Role.KEEPER),
    ),
    Part(
        "hamish",
        "Hamish Dow",
        "Systems lead",
        "Communications",
        "administrator",
        (Role.ADMINISTRATOR, Role.LEARNING_LEAD),
    ),
    Part(
        "angus",
        "Angus Ferrier",
        "Head of ICT",
        "Chief Executive",
        "removes barriers to tools, for ICT",
        (Role.ICT,),
    ),
    Part(
        "isla",
        "Isla Buchan",
        "Head of customer services",
        "Chief Executive",
        "also chairs the panel, and hears an appeal",
        (Role.CHAIR,),
    ),
    Part(
        "kirsty",
        "Kirsty Moir",
        "Roads engineer",
        "Roads",
        "has a draft and an appeal",
        manager="hamish",
    ),
)
GLENTARBET = (
    Part(
        "una",
        "Una Strachan",
        "Care manager",
        "Care at home",
        "administrator and clerk of another organisation",
        (Role.ADMINISTRATOR, Role.CLERK, Role.CHAIR),
        domain="glentarbet.example",
    ),
)
BRO_GARWEN = (
    Part(
        "gethin",
        "Gethin Maddocks",
        "Swyddog democratiaeth",
        "Corporate services",
        "clerk, chair and administrator of a bilingual council",
        (Role.ADMINISTRATOR, Role.CLERK, Role.CHAIR),
        domain="brogarwen.example",
    ),
    Part(
        "nia",
        "Nia Prytherch",
        "Llyfrgellydd",
        "Libraries",
        "works in Welsh",
        manager="gethin",
        domain="brogarwen.example",
    ),
)
STRATHBEG_LEISURE = (  # it has closed: nobody signs in to it
    Part(
        "sorcha",
        "Sorcha Innes",
        "General manager",
        "Pools",
        "administrator of a trust that closed",
        (Role.ADMINISTRATOR,),
        domain="strathbegleisure.example",
    ),
)


def everybody() -> tuple[Part, ...]:
    return (*STRATHBEG, *GLENTARBET, *BRO_GARWEN)
