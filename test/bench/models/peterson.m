-- The twin of peterson.lw, for processes 0 to n - 1. The bench puts `const n: 4;` before it.
type
  P     : 0..n - 1;
  Level : 1..n - 1;
  Step  : enum { raise, yield, wait, next, critical, leave };

var
  rank : array [P] of 0..n - 1;
  last : array [Level] of P;
  at   : array [P] of Step;
  j    : array [P] of Level;

startstate begin
  for p : P do rank[p] := 0; at[p] := raise; j[p] := 1; end;
  for l : Level do last[l] := 0; end;
end;

ruleset p : P do
  rule "raise" at[p] = raise ==> begin rank[p] := j[p]; at[p] := yield; end;
  rule "yield" at[p] = yield ==> begin last[j[p]] := p; at[p] := wait; end;
  rule "wait"
    at[p] = wait & (last[j[p]] != p | (forall q : P do q = p | rank[q] < j[p] end))
  ==> begin at[p] := next; end;
  rule "next" at[p] = next ==> begin
    if j[p] < n - 1 then j[p] := j[p] + 1; at[p] := raise; else at[p] := critical; end;
  end;
  rule "critical" at[p] = critical ==> begin at[p] := leave; end;
  rule "leave" at[p] = leave ==> begin rank[p] := 0; j[p] := 1; at[p] := raise; end;
end;

invariant "exclusive"
  forall p : P do forall q : P do at[p] = critical & at[q] = critical -> p = q end end;
