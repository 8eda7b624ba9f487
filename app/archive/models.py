"""Content texts as they were, by hash."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class ArchivedText(Base):
    """One version of one content text; written once and never changed."""

    __tablename__ = "archived_text"
    __table_args__ = (CheckConstraint("kind IN ('checklist', 'path', 'module', 'scenario')", name="kind"),)

    hash: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    slug: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
