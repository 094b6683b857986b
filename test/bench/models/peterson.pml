/* The twin of peterson.lw, for N processes; one statement a step. How many are in the critical
   section is counted, which makes no new states. */
byte rank[N];
byte last[N];
byte inside;

#define me         _pid
#define behind(q)  (q == me || rank[q] < j)
#if N == 3
#define all_behind (behind(0) && behind(1) && behind(2))
#elif N == 4
#define all_behind (behind(0) && behind(1) && behind(2) && behind(3))
#else
#define all_behind (behind(0) && behind(1) && behind(2) && behind(3) && behind(4))
#endif

active [N] proctype P() {
  byte j = 1;
raise:    rank[me] = j;
yield:    last[j] = me;
wait:     last[j] != me || all_behind;
next:     if
          :: d_step { j < N - 1 -> j++ }; goto raise
          :: d_step { j == N - 1 -> inside++; assert(inside == 1) }
          fi;
critical: inside--;
leave:    d_step { rank[me] = 0; j = 1 };
          goto raise
}
