------------------------------------ MODULE german ------------------------------------
(* The twin of german.lw, for caches 0 to N - 1, as TLC reads it. *)
EXTENDS Naturals
CONSTANT N
VARIABLES asked, told, acked, cache, sharers, targets, owned, serving, client

Node == 0 .. N - 1

Init ==
  /\ asked = [i \in Node |-> "none"]
  /\ told = [i \in Node |-> "empty"]
  /\ acked = [i \in Node |-> FALSE]
  /\ cache = [i \in Node |-> "invalid"]
  /\ sharers = {} /\ targets = {} /\ owned = FALSE /\ serving = "none" /\ client = 0

AskShared(i) ==
  /\ asked[i] = "none" /\ cache[i] = "invalid"
  /\ asked' = [asked EXCEPT ![i] = "shared"]
  /\ UNCHANGED <<told, acked, cache, sharers, targets, owned, serving, client>>

AskExclusive(i) ==
  /\ asked[i] = "none" /\ cache[i] # "dirty"
  /\ asked' = [asked EXCEPT ![i] = "exclusive"]
  /\ UNCHANGED <<told, acked, cache, sharers, targets, owned, serving, client>>

Serve(i) ==
  /\ serving = "none" /\ asked[i] # "none"
  /\ serving' = asked[i] /\ client' = i /\ targets' = sharers
  /\ asked' = [asked EXCEPT ![i] = "none"]
  /\ UNCHANGED <<told, acked, cache, sharers, owned>>

Invalidates == IF serving = "exclusive" THEN TRUE ELSE serving = "shared" /\ owned

SendInvalidate(i) ==
  /\ told[i] = "empty" /\ i \in targets /\ Invalidates = TRUE
  /\ told' = [told EXCEPT ![i] = "invalidate"]
  /\ targets' = targets \ {i}
  /\ UNCHANGED <<asked, acked, cache, sharers, owned, serving, client>>

Acknowledge(i) ==
  /\ told[i] = "invalidate" /\ ~acked[i]
  /\ told' = [told EXCEPT ![i] = "empty"]
  /\ acked' = [acked EXCEPT ![i] = TRUE]
  /\ cache' = [cache EXCEPT ![i] = "invalid"]
  /\ UNCHANGED <<asked, sharers, targets, owned, serving, client>>

ReceiveAcknowledge(i) ==
  /\ acked[i] /\ serving # "none"
  /\ acked' = [acked EXCEPT ![i] = FALSE]
  /\ sharers' = sharers \ {i} /\ owned' = FALSE
  /\ UNCHANGED <<asked, told, cache, targets, serving, client>>

SendShared(i) ==
  /\ client = i /\ serving = "shared" /\ ~owned /\ told[i] = "empty"
  /\ told' = [told EXCEPT ![i] = "grant_shared"]
  /\ sharers' = sharers \cup {i} /\ serving' = "none"
  /\ UNCHANGED <<asked, acked, cache, targets, owned, client>>

SendExclusive(i) ==
  /\ client = i /\ serving = "exclusive" /\ ~owned /\ told[i] = "empty" /\ sharers = {}
  /\ told' = [told EXCEPT ![i] = "grant_exclusive"]
  /\ sharers' = sharers \cup {i} /\ owned' = TRUE /\ serving' = "none"
  /\ UNCHANGED <<asked, acked, cache, targets, client>>

ReceiveShared(i) ==
  /\ told[i] = "grant_shared"
  /\ told' = [told EXCEPT ![i] = "empty"]
  /\ cache' = [cache EXCEPT ![i] = "clean"]
  /\ UNCHANGED <<asked, acked, sharers, targets, owned, serving, client>>

ReceiveExclusive(i) ==
  /\ told[i] = "grant_exclusive"
  /\ told' = [told EXCEPT ![i] = "empty"]
  /\ cache' = [cache EXCEPT ![i] = "dirty"]
  /\ UNCHANGED <<asked, acked, sharers, targets, owned, serving, client>>

Next ==
  \E i \in Node :
    \/ AskShared(i) \/ AskExclusive(i) \/ Serve(i) \/ SendInvalidate(i) \/ Acknowledge(i)
    \/ ReceiveAcknowledge(i) \/ SendShared(i) \/ SendExclusive(i)
    \/ ReceiveShared(i) \/ ReceiveExclusive(i)

Invariant == \A i, j \in Node : i # j /\ cache[i] = "dirty" => cache[j] = "invalid"
========================================================================================
