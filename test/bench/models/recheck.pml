/* A lookup under RCU against a retraction: the twin of recheck.lw, one d_step a step. (A
   `goto` from one atomic sequence into another would join the two to one step.) */
mtype = { linked, dying, freed, lookup, take, store, give, done, ended };
mtype life = linked;
mtype fault = lookup;
bool pmd = true, used = false, rcu = false, waited = false, ptl = false, detached = false;

active proctype Fault() {
end: do
  :: d_step { fault == lookup -> rcu = true; if :: pmd -> fault = take :: else -> fault = done fi }
  :: d_step { fault == take && !ptl -> ptl = true; fault = store }
  :: d_step { fault == store -> used = true; fault = give }
  :: d_step { fault == give -> ptl = false; fault = done }
  :: d_step { fault == done -> rcu = false; waited = false; fault = ended }
  od
}

active proctype Retract() {
end: do
  :: d_step { !detached -> detached = true;
              if :: pmd -> pmd = false; life = dying; waited = rcu :: else fi }
  od
}

active proctype Callback() {
end: do
  :: d_step { life == dying && !waited -> life = freed }
  od
}
