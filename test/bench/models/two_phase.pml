/* The twin of two_phase.lw, for N resource managers, each a process with one place to be, as is the
   transaction manager; a d_step is an action. A set is the bits of a byte. The invariant is asked
   wherever a resource manager decides. */
#define working   0
#define prepared  1
#define committed 2
#define aborted   3
#define me        _pid
#define only(r)   (1 << (r))

byte rm_state[N];
byte tm_state;    /* 0 waiting, 1 committed, 2 aborted */
byte tm_prepared;
byte prepared_by; /* messages that were ever sent */
bit  commit, abort;
byte r;

inline consistent(other) {
  r = 0;
  do
  :: r < N -> assert(rm_state[r] != other); r++
  :: else -> break
  od;
  r = 0
}

active [N] proctype Rm() {
end: do
  :: d_step { tm_state == 0 && (prepared_by & only(me)) -> tm_prepared = tm_prepared | only(me) }
  :: d_step { rm_state[me] == working ->
              rm_state[me] = prepared; prepared_by = prepared_by | only(me) }
  :: d_step { rm_state[me] == working -> rm_state[me] = aborted; consistent(committed) }
  :: d_step { commit -> rm_state[me] = committed; consistent(aborted) }
  :: d_step { abort -> rm_state[me] = aborted; consistent(committed) }
  od
}

active proctype Tm() {
end: do
  :: d_step { tm_state == 0 && tm_prepared == only(N) - 1 -> tm_state = 1; commit = 1 }
  :: d_step { tm_state == 0 -> tm_state = 2; abort = 1 }
  od
}
