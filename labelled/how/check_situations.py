import sys, json
ITEMS="service symptom error started users sites not_affected impact deadline trend workaround change tried tickets contact team told".split()
bad=[]; sit={}; notes={}; lab={}
for n,l in enumerate(open(sys.argv[1],encoding='utf-8'),1):
    if not l.strip(): continue
    try: d=json.loads(l)
    except Exception as e: bad.append(f'line {n}: {e}'); continue
    if 'situation' in d:
        sit[d['situation']]=d
        for i,t in d['items'].items():
            if i not in ITEMS: bad.append(f"{d['situation']}: {i} is no item")
            if 'truth' not in t: bad.append(f"{d['situation']}.{i}: no truth")
            for p in t.get('points',[]):
                if not isinstance(p,list) or not p or not all(isinstance(x,str) for x in p): bad.append(f"{d['situation']}.{i}: points")
    elif 'note' in d: notes[d['note']]=d
    elif 'labels' in d:
        k=d['labels']; lab[k]=d
        if k not in notes: bad.append(f'{k}: no such note'); continue
        text=notes[k]['text']; s=sit.get(k.rsplit('-',1)[0])
        if not s: bad.append(f'{k}: no situation'); continue
        for i,v in d['items'].items():
            if i not in s['items']: bad.append(f'{k}.{i}: not in the situation'); continue
            if not isinstance(v,list) or len(v)!=2 or v[0] not in ('captured','partial','wrong','unknown_stated'): bad.append(f'{k}.{i}: {v}'); continue
            pts=s['items'][i].get('points',[])
            if isinstance(v[1],dict):
                if not pts: bad.append(f'{k}.{i}: no points in the situation'); continue
                said={int(x) for x in v[1]}-{0}
                if not v[1]: bad.append(f'{k}.{i}: no quotes')
                if said-set(range(1,len(pts)+1)): bad.append(f'{k}.{i}: no such point')
                if (v[0]=='captured')!=(len(said)==len(pts)): bad.append(f'{k}.{i}: {v[0]} with points {sorted(said)} of {len(pts)}')
                q=[x for y in v[1].values() for x in y]
            else:
                q=v[1]
                if pts and v[0] in ('captured','partial'): bad.append(f'{k}.{i}: say which points')
            if not q: bad.append(f'{k}.{i}: no quotes')
            for x in q:
                if x not in text: bad.append(f'{k}.{i}: not in the text: {x!r}')
        for x in d.get('unsupported',[]):
            if x not in text: bad.append(f'{k}: unsupported not in the text: {x!r}')
for k in notes:
    if k not in lab: bad.append(f'{k}: no labels')
print(len(sit),'situations',len(notes),'notes','ok' if not bad else '\n'+'\n'.join(bad))
