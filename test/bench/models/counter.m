-- Three tasks add one to a counter under a lock: the twin of counter.lw, one rule a step.
type
  Task : 1..3;
  Step : enum { take, look, store, give, ended };

var
  total  : 0..3;
  holder : 0..3;
  at     : array [Task] of Step;
  seen   : array [Task] of 0..3;

startstate begin
  total := 0;
  holder := 0;
  for t : Task do at[t] := take; seen[t] := 0; end;
end;

ruleset t : Task do
  rule "take" at[t] = take & holder = 0 ==> begin holder := t; at[t] := look; end;
  rule "look" at[t] = look ==> begin seen[t] := total; at[t] := store; end;
  rule "store" at[t] = store ==> begin total := seen[t] + 1; at[t] := give; end;
  rule "give" at[t] = give ==> begin holder := 0; at[t] := ended; end;
end;

invariant "none lost" (forall t : Task do at[t] = ended end) -> total = 3;
