"""A module of the onboarding pack, its exercises and its knowledge check."""

import re
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from app.content.exercises import Exercise
from app.content.prose import Prose, section
from app.content.shape import Shape
from app.content.typography import Printed

# The section every module ends in: what to keep of it, also printed as its one-page summary.
ON_ONE_SCREEN = "on-one-screen"
_EXERCISE_HERE = re.compile(r"<p>\[practice: ([a-z][a-z0-9-]*)\]</p>")

QuestionKind = Literal["single", "multiple", "ordering", "missing"]


class Option(Shape):
    """One answer to choose; for a `missing` question `text` is the id of a checklist item."""

    text: str
    right: bool = False
    feedback: str = ""


class Question(Shape):
    """A question that tests judgement.

    `single` and `multiple` choose among `options`; `ordering` lists `order` in the right order (shown shuffled);
    `missing` shows a `handover` and asks which checklist items it lacks (`options` whose text is an item id).
    `why` is the reasoning shown after the answer.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    kind: QuestionKind
    text: str
    handover: str = ""
    options: tuple[Option, ...] = ()
    order: tuple[str, ...] = ()
    why: str

    @model_validator(mode="after")
    def _answers_fit_the_kind(self) -> "Question":
        right = sum(option.right for option in self.options)
        if self.kind == "ordering":
            if len(self.order) < 3 or self.options:
                raise ValueError("an ordering question needs 'order' with three or more steps and no 'options'")
        elif self.order:
            raise ValueError("only an ordering question has 'order'")
        elif self.kind == "single" and (right != 1 or len(self.options) < 3):
            raise ValueError("a single choice needs three or more options of which exactly one is right")
        elif self.kind in ("multiple", "missing") and (right < 1 or len(self.options) < 3):
            raise ValueError("needs three or more options of which at least one is right")
        if self.kind == "missing" and not self.handover:
            raise ValueError("a 'missing' question needs the 'handover' it is about")
        return self


class KnowledgeCheck(Shape):
    """A pool of questions, of which `draw` are asked an attempt; passed at `pass_mark` per cent right."""

    pass_mark: int = Field(default=80, ge=1, le=100)
    draw: int = Field(default=5, ge=1)
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _pool_is_deep_enough(self) -> "KnowledgeCheck":
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids):
            raise ValueError("two questions have the same id")
        if self.draw > len(self.questions):
            raise ValueError(f"draws {self.draw} questions from a pool of {len(self.questions)}")
        return self

    def question(self, question_id: str) -> Question:
        """The question with this id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


class Part(Shape):
    """A stretch of a module's page: its HTML, and the exercise that follows it, if one does."""

    html: str
    exercise: Exercise | None = None


class Module(Shape):
    """One module: its page, exercises and knowledge check. `minutes` is the time to read it."""

    slug: str
    title: Printed
    summary: Printed
    minutes: int = Field(ge=1, le=60)
    objectives: tuple[Printed, ...] = Field(min_length=1)
    prose: Prose
    exercises: tuple[Exercise, ...] = ()
    check: KnowledgeCheck
    hash: str = ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The page in order, cut where an exercise stands; one placed nowhere is left out."""
        known = {exercise.id: exercise for exercise in self.exercises}
        pieces = _EXERCISE_HERE.split(self.prose.html)
        return tuple(
            Part(html=html, exercise=known.get(named))
            for html, named in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
        )

    @cached_property
    def placed(self) -> tuple[str, ...]:
        """The ids of exercises as the page places them."""
        return tuple(_EXERCISE_HERE.findall(self.prose.html))

    @cached_property
    def one_screen(self) -> str:
        """What to keep of the module, as HTML; empty when its page has no such section."""
        return section(self.prose.html, ON_ONE_SCREEN)

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise with this id; KeyError when there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)
