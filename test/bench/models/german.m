-- The twin of german.lw, for caches 0 to n - 1. The bench puts `const n: 4;` before it.
type
  Node    : 0..n - 1;
  Request : enum { none, shared, exclusive };
  Reply   : enum { empty, invalidate, grant_shared, grant_exclusive };
  Line    : enum { invalid, clean, dirty };

var
  asked   : array [Node] of Request;
  told    : array [Node] of Reply;
  acked   : array [Node] of boolean;
  cache   : array [Node] of Line;
  sharers : array [Node] of boolean;
  targets : array [Node] of boolean;
  owned   : boolean;
  serving : Request;
  client  : Node;

startstate begin
  for i : Node do
    asked[i] := none; told[i] := empty; acked[i] := false; cache[i] := invalid;
    sharers[i] := false; targets[i] := false;
  end;
  owned := false; serving := none; client := 0;
end;

ruleset i : Node do
  rule "ask_shared" asked[i] = none & cache[i] = invalid ==> begin asked[i] := shared; end;
  rule "ask_exclusive" asked[i] = none & cache[i] != dirty ==> begin asked[i] := exclusive; end;
  rule "serve" serving = none & asked[i] != none ==> begin
    serving := asked[i]; client := i; asked[i] := none;
    for j : Node do targets[j] := sharers[j]; end;
  end;
  rule "send_invalidate"
    told[i] = empty & targets[i] & (serving = exclusive | (serving = shared & owned))
  ==> begin told[i] := invalidate; targets[i] := false; end;
  rule "acknowledge" told[i] = invalidate & !acked[i] ==> begin
    told[i] := empty; acked[i] := true; cache[i] := invalid;
  end;
  rule "receive_acknowledge" acked[i] & serving != none ==> begin
    acked[i] := false; sharers[i] := false; owned := false;
  end;
  rule "send_shared" client = i & serving = shared & !owned & told[i] = empty ==> begin
    told[i] := grant_shared; sharers[i] := true; serving := none;
  end;
  rule "send_exclusive"
    client = i & serving = exclusive & !owned & told[i] = empty
    & (forall j : Node do !sharers[j] end)
  ==> begin
    told[i] := grant_exclusive; sharers[i] := true; owned := true; serving := none;
  end;
  rule "receive_shared" told[i] = grant_shared ==> begin told[i] := empty; cache[i] := clean; end;
  rule "receive_exclusive" told[i] = grant_exclusive ==> begin
    told[i] := empty; cache[i] := dirty;
  end;
end;

invariant "one writer"
  forall i : Node do forall j : Node do i != j & cache[i] = dirty -> cache[j] = invalid end end;
