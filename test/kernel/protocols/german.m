-- The same protocol as german.lw, for four caches; the states are as many.
const N: 4;
type Node: 0..N-1; Request: enum{none,shr,exc}; Reply: enum{empty,inv,gs,ge}; Line: enum{invalid,clean,dirty};
var asked: array[Node] of Request; told: array[Node] of Reply; acked: array[Node] of boolean; cache: array[Node] of Line;
sharers: array[Node] of boolean; targets: array[Node] of boolean; owned: boolean; serving: Request; client: Node;
startstate begin for i: Node do asked[i]:=none; told[i]:=empty; acked[i]:=false; cache[i]:=invalid; sharers[i]:=false; targets[i]:=false; end; owned:=false; serving:=none; client:=0; end;
ruleset i: Node do
rule asked[i]=none & cache[i]=invalid ==> begin asked[i]:=shr; end;
rule asked[i]=none & cache[i]!=dirty ==> begin asked[i]:=exc; end;
rule serving=none & asked[i]!=none ==> begin serving:=asked[i]; client:=i; asked[i]:=none; for j: Node do targets[j]:=sharers[j]; end; end;
rule told[i]=empty & targets[i] & (serving=exc | (serving=shr & owned)) ==> begin told[i]:=inv; targets[i]:=false; end;
rule told[i]=inv & !acked[i] ==> begin told[i]:=empty; acked[i]:=true; cache[i]:=invalid; end;
rule acked[i] & serving!=none ==> begin acked[i]:=false; sharers[i]:=false; owned:=false; end;
rule client=i & serving=shr & !owned & told[i]=empty ==> begin told[i]:=gs; sharers[i]:=true; serving:=none; end;
rule client=i & serving=exc & !owned & told[i]=empty & (forall j: Node do !sharers[j] end) ==> begin told[i]:=ge; sharers[i]:=true; owned:=true; serving:=none; end;
rule told[i]=gs ==> begin told[i]:=empty; cache[i]:=clean; end;
rule told[i]=ge ==> begin told[i]:=empty; cache[i]:=dirty; end;
end;
invariant forall i: Node do forall j: Node do i != j & cache[i]=dirty -> cache[j]=invalid end end;
