import sys, json
from collections import Counter
ITEMS="service symptom error started users sites not_affected impact deadline trend workaround change tried tickets contact team told".split()
POINTS="symptom error not_affected impact deadline workaround change tried told".split()
WANT={'captured':2,'partial':1,'unknown_stated':1,'wrong':3,'missing':6}
bad=[]; seen=Counter(); texts=Counter()
for n,l in enumerate(open(sys.argv[1],encoding='utf-8'),1):
    if not l.strip(): continue
    try: d=json.loads(l)
    except Exception as e: bad.append(f'line {n}: {e}'); continue
    if set(d)!={'writer','situation','item','truth','points','lines'}: bad.append(f'line {n}: keys {sorted(d)}'); continue
    w=f"{d['situation']}.{d['item']}"; seen[w]+=1
    if d['item'] not in ITEMS: bad.append(f'{w}: no item')
    none=d['truth'].lower().startswith(('not known','none known','none','no '))
    if d['item'] in POINTS and not d['points'] and not none: bad.append(f'{w}: no points')
    if d['item'] not in POINTS and d['points']: bad.append(f'{w}: points where none belong')
    if not all(isinstance(p,list) and p and all(isinstance(x,str) for x in p) for p in d['points']): bad.append(f'{w}: points must be lists of ways'); continue
    c=Counter()
    for x in d['lines']:
        if not(isinstance(x,list) and len(x)==3 and isinstance(x[0],str) and isinstance(x[2],list)): bad.append(f'{w}: {x}'); continue
        t,v,p=x; c[v]+=1; texts[t.strip().lower()]+=1
        if v not in WANT: bad.append(f'{w}: verdict {v}')
        if any(not isinstance(k,int) or not 1<=k<=len(d['points']) for k in p): bad.append(f'{w}: no such point {p}')
        if v=='captured' and len(set(p))!=len(d['points']): bad.append(f'{w}: captured says all points: {t}')
        if v in('missing','wrong','unknown_stated') and p: bad.append(f'{w}: {v} says no point: {t}')
    for v,k in WANT.items():
        if v=='unknown_stated' and none: continue
        if abs(c[v]-k)>(1 if none else 0): bad.append(f'{w}: {c[v]} {v}, wanted {k}')
bad+=[f'twice: {t}' for t,k in texts.items() if k>1]
for s in {w.rsplit('.',1)[0] for w in seen}:
    for i in ITEMS:
        if seen[f'{s}.{i}']!=1: bad.append(f'{s}.{i}: {seen[f"{s}.{i}"]} times')
print(len(seen),'items','ok' if not bad else '\n'+'\n'.join(bad))
