-- The twin of ewd840.lw, for nodes 0 to n - 1. The bench puts `const n: 8;` before it.
type
  Node  : 0..n - 1;
  Color : enum { white, black };

var
  active : array [Node] of boolean;
  color  : array [Node] of Color;
  tpos   : Node;
  tcolor : Color;

startstate begin
  for i : Node do active[i] := true; color[i] := white; end;
  tpos := 0; tcolor := black;
end;

rule "initiate_probe" tpos = 0 & (tcolor = black | color[0] = black) ==> begin
  tpos := n - 1; tcolor := white; color[0] := white;
end;

ruleset i : Node do
  rule "pass_token"
    i != 0 & tpos = i & (!active[i] | color[i] = black | tcolor = black)
  ==> begin
    tpos := i - 1;
    if color[i] = black then tcolor := black; end;
    color[i] := white;
  end;
  ruleset j : Node do
    rule "send_msg" active[i] & j != i ==> begin
      active[j] := true;
      if j > i then color[i] := black; end;
    end;
  end;
  rule "deactivate" active[i] ==> begin active[i] := false; end;
end;

invariant "termination detection"
  tpos = 0 & tcolor = white & color[0] = white & !active[0] -> forall i : Node do !active[i] end;
