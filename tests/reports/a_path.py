"""A short path of these tests' own, so that what an organisation asks of its people can change without them."""

from app.content.path import LearningPaths

PATHS = LearningPaths.model_validate(
    {
        "paths": [
            {
                "title": "Ready to hand over",
                "steps": [
                    {"module": "what-a-major-incident-is", "due_days": 7},
                    {"module": "the-first-15-minutes", "due_days": 10},
                    {"scenario": "prices", "due_days": 14},
                    {"module": "what-a-poor-handover-costs", "due_days": 21},
                    {"scenario": "exams", "due_days": 25},
                    {"scenario": "reports", "due_days": 28},
                ],
                "certificate": {"title": "Major incident handover"},
            }
        ],
        "hash": "0123456789abcdef",
    }
)

_TRAINERS = {
    "id": "trainers",
    "title": "Keeping the training true",
    "roles": ["trainer"],
    "steps": [{"module": "what-a-major-incident-is", "due_days": 7}],
}
WITH_TRAINERS = LearningPaths.model_validate(
    {"paths": [*PATHS.model_dump(exclude_defaults=True)["paths"], _TRAINERS], "hash": PATHS.hash}
)
