"""What completes each kind of step of a path, for histories that tests write down themselves."""

KINDS = {"module": ["reading", "check"], "scenario": ["scenario"], "video": ["watching"]}
