"""python3 check_mixed.py out/k82.jsonl: says ok, or what is amiss."""
import json, sys
from collections import Counter
ITEMS = "symptom started users sites not_affected impact deadline trend workaround change tried team told".split()
POINTS = set("symptom not_affected impact deadline workaround change tried told".split())
bad = []; seen = Counter(); texts = Counter()
for number, row in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    if not row.strip(): continue
    try: d = json.loads(row)
    except ValueError as e: bad.append(f"line {number}: {e}"); continue
    where = f"{d.get('situation')} {d.get('item')}"
    if set(d) != {"writer", "situation", "item", "truth", "points", "lines"}: bad.append(f"{where}: keys {sorted(d)}"); continue
    if d["item"] not in ITEMS: bad.append(f"{where}: no such item")
    seen[d["situation"], d["item"]] += 1
    if d["item"] not in POINTS and d["points"]: bad.append(f"{where}: has points")
    if d["item"] in POINTS and not d["points"] and not d["truth"].startswith(("None", "Not known")): bad.append(f"{where}: no points")
    C = Counter(v for _, v, _ in d["lines"])
    if len(d["lines"]) != 10: bad.append(f"{where}: {len(d['lines'])} lines")
    if C["wrong"] != 5 or C["missing"] != 2 or sum(C.values()) != 10: bad.append(f"{where}: {dict(C)}")
    for text, verdict, points in d["lines"]:
        texts[text] += 1
        if verdict not in ("captured", "partial", "unknown_stated", "wrong", "missing"): bad.append(f"{where}: {verdict}")
        if any(p not in range(1, len(d["points"]) + 1) for p in points): bad.append(f"{where}: points {points}")
        if verdict == "captured" and d["points"] and sorted(points) != list(range(1, len(d["points"]) + 1)): bad.append(f"{where}: captured without all points: {text[:50]}")
        if verdict == "missing" and points: bad.append(f"{where}: missing with points")
        if len(text.split()) < 12: bad.append(f"{where}: too short: {text}")
for s in {s for s, _ in seen}:
    if any(seen[s, i] != 1 for i in ITEMS): bad.append(f"{s}: items {[i for i in ITEMS if seen[s, i] != 1]}")
if len({s for s, _ in seen}) != 3: bad.append("not three situations")
bad += [f"twice: {t[:60]}" for t, n in texts.items() if n > 1]
print("\n".join(bad) or "ok")
