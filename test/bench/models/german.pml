/* The twin of german.lw, for N caches, each a process with one place to be; a d_step is an action.
   A set is the bits of a byte. The invariant is asked where a cache is granted. */
byte asked[N];    /* 0 none, 1 shared, 2 exclusive */
byte told[N];     /* 0 empty, 1 invalidate, 2 grant_shared, 3 grant_exclusive */
bit  acked[N];
byte cache[N];    /* 0 invalid, 1 clean, 2 dirty */
byte sharers, targets;
bit  owned;
byte serving, client;
byte j;

#define me      _pid
#define only(i) (1 << (i))

inline one_writer() {
  j = 0;
  do
  :: j < N ->
     assert(j == me || cache[j] == 0 || (cache[me] != 2 && cache[j] != 2));
     j++
  :: else -> break
  od;
  j = 0
}

active [N] proctype Cache() {
end: do
  :: d_step { asked[me] == 0 && cache[me] == 0 -> asked[me] = 1 }
  :: d_step { asked[me] == 0 && cache[me] != 2 -> asked[me] = 2 }
  :: d_step { serving == 0 && asked[me] != 0 ->
              serving = asked[me]; client = me; asked[me] = 0; targets = sharers }
  :: d_step { told[me] == 0 && (targets & only(me)) && (serving == 2 || (serving == 1 && owned)) ->
              told[me] = 1; targets = targets & ~only(me) }
  :: d_step { told[me] == 1 && !acked[me] -> told[me] = 0; acked[me] = 1; cache[me] = 0 }
  :: d_step { acked[me] && serving != 0 ->
              acked[me] = 0; sharers = sharers & ~only(me); owned = 0 }
  :: d_step { client == me && serving == 1 && !owned && told[me] == 0 ->
              told[me] = 2; sharers = sharers | only(me); serving = 0 }
  :: d_step { client == me && serving == 2 && !owned && told[me] == 0 && sharers == 0 ->
              told[me] = 3; sharers = sharers | only(me); owned = 1; serving = 0 }
  :: d_step { told[me] == 2 -> told[me] = 0; cache[me] = 1; one_writer() }
  :: d_step { told[me] == 3 -> told[me] = 0; cache[me] = 2; one_writer() }
  od
}
