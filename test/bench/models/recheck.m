-- A lookup under RCU against a retraction: the twin of recheck.lw, one rule a step.
type
  FaultStep   : enum { lookup, take, store, give, done, ended };
  RetractStep : enum { detach, retracted };
  Life        : enum { linked, dying, freed };

var
  fault   : FaultStep;
  retract : RetractStep;
  life    : Life;
  pmd     : boolean;
  used    : boolean;
  rcu     : boolean;
  waited  : boolean; -- the grace period waits for the fault
  ptl     : boolean;

startstate begin
  fault := lookup; retract := detach; life := linked; pmd := true;
  used := false; rcu := false; waited := false; ptl := false;
end;

rule "lookup" fault = lookup ==> begin
  rcu := true;
  if pmd then fault := take; else fault := done; end;
end;
rule "take" fault = take & !ptl ==> begin ptl := true; fault := store; end;
rule "store" fault = store ==> begin used := true; fault := give; end;
rule "give" fault = give ==> begin ptl := false; fault := done; end;
rule "done" fault = done ==> begin rcu := false; waited := false; fault := ended; end;
rule "detach" retract = detach ==> begin
  retract := retracted;
  if pmd then pmd := false; life := dying; waited := rcu; end;
end;
rule "callback" life = dying & !waited ==> begin life := freed; end;

invariant "true" true;
