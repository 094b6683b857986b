-- The twin of two_phase.lw, for resource managers 0 to n - 1. The bench puts `const n: 8;` first.
type
  Rm      : 0..n - 1;
  RmState : enum { working, prepared, committed, aborted };
  TmState : enum { waiting, done, undone };

var
  rm_state    : array [Rm] of RmState;
  tm_state    : TmState;
  tm_prepared : array [Rm] of boolean;
  prepared_by : array [Rm] of boolean; -- messages that were ever sent
  commit      : boolean;
  abort       : boolean;

startstate begin
  for r : Rm do rm_state[r] := working; tm_prepared[r] := false; prepared_by[r] := false; end;
  tm_state := waiting; commit := false; abort := false;
end;

rule "tm_commit" tm_state = waiting & (forall r : Rm do tm_prepared[r] end) ==> begin
  tm_state := done; commit := true;
end;
rule "tm_abort" tm_state = waiting ==> begin tm_state := undone; abort := true; end;

ruleset r : Rm do
  rule "tm_rcv_prepared" tm_state = waiting & prepared_by[r] ==> begin tm_prepared[r] := true; end;
  rule "rm_prepare" rm_state[r] = working ==> begin
    rm_state[r] := prepared; prepared_by[r] := true;
  end;
  rule "rm_choose_to_abort" rm_state[r] = working ==> begin rm_state[r] := aborted; end;
  rule "rm_rcv_commit" commit ==> begin rm_state[r] := committed; end;
  rule "rm_rcv_abort" abort ==> begin rm_state[r] := aborted; end;
end;

invariant "consistent"
  forall r : Rm do forall s : Rm do !(rm_state[r] = aborted & rm_state[s] = committed) end end;
