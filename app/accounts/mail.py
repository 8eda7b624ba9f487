"""Mails with one-time links; a mail that cannot be sent is logged and breaks nothing."""

import logging
import smtplib
import ssl
from email.message import EmailMessage

from config import Settings

log = logging.getLogger("baton.mail")
_TIMEOUT_SECONDS = 10


def link(purpose: str, name: str, email: str, address: str, hours: int, organisation: str) -> EmailMessage:
    """The mail with a one-time link: a new person's way in, or a new password."""
    if purpose == "welcome":
        subject = f"Your way into Baton at {organisation}"
        why = f"Baton is where the service desk of {organisation} learns to hand major incidents over well."
        end = f"The link works once, within {hours} hours."
    else:
        subject = f"Choose a new password for Baton at {organisation}"
        why = "A new password was asked for, probably by you."
        end = (
            f"The link works once, within {hours} hours. If you did not ask, do nothing: your password stays as it is."
        )
    message = EmailMessage()
    message["To"], message["Subject"] = email, subject
    message.set_content(f"Hello {name},\n\n{why} Choose your password here:\n\n{address}\n\n{end}\n")
    return message


def send(settings: Settings, message: EmailMessage) -> bool:
    """Whether the mail server took the mail; without a server it is not tried."""
    if not settings.mail_server:
        return False
    message["From"] = settings.mail_from
    try:
        _deliver(settings, message)
    except (OSError, smtplib.SMTPException) as reason:
        log.error("A mail to %s could not be sent: %s", message["To"], reason)
        return False
    return True


def _deliver(settings: Settings, message: EmailMessage) -> None:
    host, port = _server(settings)
    with smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS) as server:
        if settings.mail_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
        server.send_message(message)


def _server(settings: Settings) -> tuple[str, int]:
    host, colon, port = settings.mail_server.rpartition(":")
    return (host, int(port)) if colon and port.isdecimal() else (settings.mail_server, 587)
