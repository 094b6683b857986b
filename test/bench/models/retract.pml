/* The twin of retract.lw, one statement a step, with FAULTS, TABLES, SLOTS (1 or 2) and VALUES (1
   to 3); table 0 of an array is nobody's. The invariants are asked where a table is cut off, linked
   or stored into. (No `goto` may lead to a d_step but by an `if`.) */
#define free     0
#define new      1
#define linked   2
#define detached 3

byte life[TABLES + 1];
bit  dying[TABLES + 1];          /* given to call_rcu */
byte waits[TABLES + 1];          /* for these readers, a bit each */
byte entry[(TABLES + 1) * SLOTS];
byte ptl[TABLES + 1];            /* who holds it, one more than its _pid */
byte pml, pmd;
byte readers;                    /* in a section, a bit each */
byte i;

#define me      (_pid + 1)
#define my_bit  (1 << _pid)
#define pte     entry[table * SLOTS + slot]

inline clear(t) {
  i = 0;
  do
  :: i < SLOTS -> entry[t * SLOTS + i] = 0; i++
  :: else -> break
  od;
  i = 0
}

inline judge() {
  i = 1;
  do
  :: i <= TABLES ->
     assert(life[i] != linked || pmd == i);
     assert(life[i] != detached || (entry[i * SLOTS] == 0 && entry[i * SLOTS + SLOTS - 1] == 0));
     i++
  :: else -> break
  od;
  i = 0
}

active [FAULTS] proctype Fault() {
  byte table = 1, slot = 0, orig = 0;
lookup: if
  :: d_step { pmd != 0 -> readers = readers | my_bit; slot = 0; table = pmd }
  :: d_step { pmd == 0 -> readers = readers | my_bit; slot = 0 }; goto leave
#if SLOTS > 1
  :: d_step { pmd != 0 -> readers = readers | my_bit; slot = 1; table = pmd }
  :: d_step { pmd == 0 -> readers = readers | my_bit; slot = 1 }; goto leave
#endif
  fi;
  orig = pte;
  d_step { ptl[table] == 0 -> ptl[table] = me };
  if
  :: pmd != table -> goto unlock
  :: pmd == table
  fi;
  if
  :: pte != orig -> goto unlock
  :: pte == orig
  fi;
  if
  :: d_step { pte = 1; judge() }
#if VALUES > 1
  :: d_step { pte = 2; judge() }
#endif
#if VALUES > 2
  :: d_step { pte = 3; judge() }
#endif
  fi;
unlock:
  ptl[table] = 0;
leave: if
  :: d_step {
       readers = readers & ~my_bit;
       i = 1;
       do
       :: i <= TABLES -> waits[i] = waits[i] & ~my_bit; i++
       :: else -> break
       od;
       i = 0
     }
  fi;
  goto lookup
}

#define make(t) d_step { life[t] == free -> life[t] = new; table = t; clear(t) }

active proctype Populate() {
  byte table = 1;
make: if
  :: make(1)
#if TABLES > 1
  :: make(2)
#endif
#if TABLES > 2
  :: make(3)
#endif
  fi;
  d_step { pml == 0 -> pml = me };
  d_step {
    if
    :: pmd == 0 -> life[table] = linked; pmd = table; judge()
    :: else -> life[table] = free
    fi
  };
  pml = 0;
  goto make
}

active proctype Retract() {
  byte table = 1;
start: if
  :: d_step { pml == 0 -> pml = me }
  fi;
  if
  :: d_step { pmd != 0 -> table = pmd }
  :: pmd == 0 -> goto unlock
  fi;
  d_step { ptl[table] == 0 -> ptl[table] = me };
  d_step { clear(table) };
  d_step { life[table] = detached; pmd = 0; judge() };
  ptl[table] = 0;
  d_step { dying[table] = 1; waits[table] = readers };
unlock:
  pml = 0;
  goto start
}

#define grace(t) d_step { dying[t] && waits[t] == 0 -> dying[t] = 0; life[t] = free }

active proctype GracePeriods() {
end: do
  :: grace(1)
#if TABLES > 1
  :: grace(2)
#endif
#if TABLES > 2
  :: grace(3)
#endif
  od
}
