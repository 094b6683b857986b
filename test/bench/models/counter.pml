/* Three tasks add one to a counter under a lock: the twin of counter.lw, one statement a step. */
byte total = 0;
byte holder = 0;

active [3] proctype Task() {
  byte seen = 0;
take:  d_step { holder == 0 -> holder = _pid + 1 };
look:  seen = total;
store: total = seen + 1;
give:  holder = 0;
end_ended: false
}
