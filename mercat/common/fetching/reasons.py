"""Why something was not fetched, in words for a page."""

from enum import StrEnum

from mercat.common.refusals import Refused


class Reason(StrEnum):
    SWITCHED_OFF = "switched_off"
    ADDRESS = "address"
    PORT = "port"
    NO_HOST = "no_host"
    NO_ANSWER = "no_answer"
    PRIVATE = "private"
    INSECURE = "insecure"
    BROKEN = "broken"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    WRONG_TYPE = "wrong_type"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    STATUS = "status"
    LATER = "later"


SENTENCES = {
    Reason.SWITCHED_OFF: "This site is set to ask nothing of other servers.",
    Reason.ADDRESS: "This is not a web address that starts with https:// and names a site.",
    Reason.PORT: "Only the usual ports of the web are asked, 80 and 443.",
    Reason.NO_HOST: "There is no site of the name {host}.",
    Reason.NO_ANSWER: "{host} does not answer.",
    Reason.PRIVATE: "{host} leads into a private network, which we do not ask.",
    Reason.INSECURE: "The connection to {host} is not secure: its certificate is not in order.",
    Reason.BROKEN: "{host} gave an answer that cannot be read.",
    Reason.TOO_SLOW: "{host} took too long.",
    Reason.TOO_BIG: "{host} sent more than we take.",
    Reason.WRONG_TYPE: "{host} sent another kind of file than was asked for.",
    Reason.TOO_MANY_REDIRECTS: "{host} sends us on too many times.",
    Reason.STATUS: "{host} answered {status}.",
    Reason.LATER: "{host} asks us to come back later.",
}


class NotFetched(Refused):
    """The one error of this package. `status` is the server's answer, if that was the reason."""

    def __init__(self, reason: Reason, *, host: str = "The site", status: int = 0) -> None:
        super().__init__(SENTENCES[reason].format(host=host, status=status))
        self.reason = reason
        self.status = status

    @property
    def is_gone(self) -> bool:
        """The server answered, and says that there is nothing at this address."""
        return self.status in {404, 410}
