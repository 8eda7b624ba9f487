"""Two paths over the tiny content: one for agents with prerequisites and renewal, one for trainers."""

from app.content.path import LearningPaths

TWO_PATHS = LearningPaths.model_validate(
    {
        "paths": [
            {
                "title": "Ready to hand over",
                "steps": [
                    {"module": "first", "due_days": 7},
                    {"scenario": "tills", "due_days": 14, "after": ["first"], "renew_days": 90},
                    {"module": "second", "due_days": 21, "after": ["first"]},
                    {"scenario": "exams", "due_days": 28, "after": ["tills", "second"]},
                ],
                "certificate": {"title": "Major incident handover"},
            },
            {
                "id": "trainers",
                "title": "Keeping it true",
                "roles": ["trainer"],
                "steps": [{"module": "second", "due_days": 5}, {"module": "third", "due_days": 10}],
                "certificate": {"title": "Trainer", "valid_days": 100},
            },
        ],
        "hash": "0123456789abcdef",
    }
)
