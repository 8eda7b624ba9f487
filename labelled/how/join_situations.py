"""join_situations.py OUT ids...: the files of writers as labelled/situations.jsonl holds them; tells which way each trend was taken to go."""
import sys,json,re,collections
ITEMS="service symptom error started users sites not_affected impact deadline trend workaround change tried tickets contact team told".split()
WAY=[('better',r'better|improv|easing|recover|shrink|falling|clearing'),('intermittent',r'intermit|comes and goes|coming and going|on and off|in bursts|in waves|every \w+ minutes|by fits'),('steady',r'steady|no change|unchanged|constant|same|stable|stuck|neither|not (?:getting|spreading|growing)|flat'),('worse',r'worse|spread|grow|rising|climb|more|increas|lengthen|declin|deepen|slipping')]
def way(t):
    head=re.split(r'[;,:]',t,1)[0].lower()
    for part in (head,t.lower()):
        hits=[(m.start(),c) for c,r in WAY for m in [re.search(r,part)] if m]
        if hits: return min(hits)[1]
out=[];n=0;odd=[];c=collections.Counter()
for w in sys.argv[2:]:
    sit={};notes={};lab={}
    for l in open(f'{w}.jsonl'):
        if not l.strip(): continue
        d=json.loads(l)
        if 'situation' in d: sit[d['situation']]=d
        elif 'note' in d: notes[d['note']]=d
        else: lab[d['labels']]=d
    for s,d in sit.items():
        items={}
        for i in ITEMS:
            if i not in d['items']: continue
            t=d['items'][i]; e={'truth':t['truth']}
            if t.get('points') and not t.get('unknown') and not t.get('none'): e['points']=t['points']
            for k in ('unknown','none'):
                if t.get(k): e[k]=True
            if i=='trend' and not t.get('unknown'):
                e['choice']=way(t['truth']); 
                if e['choice'] is None: odd.append((s,t['truth'])); del e['choice']
                else: c[e['choice'],t['truth'][:60]]+=1
            items[i]=e
        out.append({'situation':s,'writer':w,'now':d['now'][:16],'about':d['about'],'items':items})
        for k,nd in notes.items():
            if k.rsplit('-',1)[0]!=s: continue
            def spans(qs):
                r=set()
                for q in qs:
                    a=nd['text'].index(q); r.add((a,a+len(q)))
                return sorted(r)
            labels={};ev={};said={}
            for i,v in lab[k]['items'].items():
                if i not in items: continue
                labels[i]=v[0]
                if isinstance(v[1],dict):
                    ev[i]=spans([q for qs in v[1].values() for q in qs])
                    for p,qs in v[1].items():
                        if p!='0' and 'points' in items[i] and qs: said[f'{i}.{p}']=spans(qs)
                else: ev[i]=spans(v[1])
            out.append({'situation':s,'writer':w,'note':k.rsplit('-',1)[1],'elapsed_seconds':nd['elapsed'],'text':nd['text'],'labels':labels,'evidence':ev,'said':said,'unsupported':spans(lab[k].get('unsupported',[]))}); n+=1
open(sys.argv[1],'w').write(''.join(json.dumps(o,ensure_ascii=False)+'\n' for o in out))
print(n,'notes'); print(odd)
for k,v in sorted(c.items()): print(*k)
