"""From outside a feature room only its queries and actions are visible, and its models to other rooms' queries and
actions, to join and to lock; views know the person signed in."""

import ast
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
FEATURE_ROOMS = {
    "accounts", "archive", "audit", "authoring", "calibration", "onboarding", "practice", "printables", "progress",
    "reports", "sample",
}  # fmt: skip


def imports(file: Path) -> set[tuple[str, str]]:
    """The (room, part) pairs of feature rooms a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        modules = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        for module in modules:
            parts = module.split(".")
            if parts[0] == "app" and len(parts) > 1 and parts[1] in FEATURE_ROOMS:
                names = [alias.name for alias in node.names] if len(parts) == 2 else [parts[2]]
                found |= {(parts[1], name) for name in names}
    return found


def test_rooms_are_entered_by_their_doors():
    wrong = []
    for file in sorted(APP.rglob("*.py")):
        inside = file.relative_to(APP).parts
        if inside[0] in ("__init__.py", "migrations"):
            continue  # create_app and the migrations connect everything
        may_join = {"queries", "actions"} & {*inside, file.stem}
        for room, part in sorted(imports(file)):
            signed_in = "views" in {*inside, file.stem} and room == "accounts"
            allowed = {"queries", "actions"} | ({"models"} if may_join or signed_in else set())
            if room != inside[0] and part not in allowed:
                wrong.append(f"{'/'.join(inside)} reaches into {room}.{part}")
    assert wrong == []
