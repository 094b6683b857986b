/* The twin of ewd840.lw, for N nodes, each a process with one place to be; a d_step is an action.
   A node sends to the one that is so many behind it in the ring. */
bool active_[N] = true;
bool black[N];
byte tpos;
bool tblack = true;
byte i;

#define me _pid
#define send(k) \
  d_step { active_[me] && k < N -> \
           active_[(me + k) % N] = true; if :: (me + k) % N > me -> black[me] = true :: else fi }

inline termination_detection() {
  if
  :: tpos == 0 && !tblack && !black[0] && !active_[0] ->
     i = 0;
     do
     :: i < N -> assert(!active_[i]); i++
     :: else -> break
     od;
     i = 0
  :: else
  fi
}

active [N] proctype Node() {
end: do
  :: d_step { me == 0 && tpos == 0 && (tblack || black[0]) ->
              tpos = N - 1; tblack = false; black[0] = false }
  :: d_step { me != 0 && tpos == me && (!active_[me] || black[me] || tblack) ->
              tpos = me - 1; if :: black[me] -> tblack = true :: else fi; black[me] = false;
              termination_detection() }
  :: send(1)
  :: send(2)
  :: send(3)
#if N > 4
  :: send(4)
  :: send(5)
  :: send(6)
  :: send(7)
#endif
#if N > 8
  :: send(8)
#endif
#if N > 9
  :: send(9)
#endif
  :: d_step { active_[me] -> active_[me] = false; termination_detection() }
  od
}
