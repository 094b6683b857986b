-- The twin of retract.lw, one rule a step. The bench puts `const faults: 2; const tables: 3;`,
-- `const slots: 2;` and `const values: 1;` before it.
type
  Table   : 1..tables;
  Maybe   : 0..tables;
  Slot    : 0..slots - 1;
  Entry   : 0..values;
  Fault   : 1..faults;
  Thread  : 0..faults + 2; -- 0 nobody, then the faults, then the other two
  Life    : enum { free, new, linked, detached };
  Populating : enum { p_make, p_pmd_lock, p_fill, p_pmd_unlock };
  Faulting   : enum { lookup, peek, lock_table, pmd_same, pte_same, set_pte, unlock_table, leave };
  Retracting : enum { r_pmd_lock, r_find, r_lock_table, r_clear, r_cut, r_unlock_table,
                      r_free_table, r_pmd_unlock };

var
  life    : array [Table] of Life;
  dying   : array [Table] of boolean;                  -- given to call_rcu
  waits   : array [Table] of array [Fault] of boolean; -- for these readers
  entry   : array [Table] of array [Slot] of Entry;
  ptl     : array [Table] of Thread;
  pml     : Thread;
  pmd     : Maybe;
  in_rcu  : array [Fault] of boolean;
  at      : array [Fault] of Faulting;
  table   : array [Fault] of Table;
  slot    : array [Fault] of Slot;
  orig    : array [Fault] of Entry;
  p_at    : Populating;
  p_table : Table;
  r_at    : Retracting;
  r_table : Table;

startstate begin
  for t : Table do
    life[t] := free; dying[t] := false; ptl[t] := 0;
    for f : Fault do waits[t][f] := false; end;
    for s : Slot do entry[t][s] := 0; end;
  end;
  pml := 0; pmd := 0;
  for f : Fault do
    in_rcu[f] := false; at[f] := lookup; table[f] := 1; slot[f] := 0; orig[f] := 0;
  end;
  p_at := p_make; p_table := 1; r_at := r_pmd_lock; r_table := 1;
end;

ruleset t : Table do
  rule "populate make" p_at = p_make & life[t] = free ==> begin
    life[t] := new; p_table := t; p_at := p_pmd_lock;
    for s : Slot do entry[t][s] := 0; end;
  end;
  rule "grace period" dying[t] & (forall f : Fault do !waits[t][f] end) ==> begin
    dying[t] := false; life[t] := free;
  end;
end;
rule "populate pmd_lock" p_at = p_pmd_lock & pml = 0 ==> begin
  pml := faults + 1; p_at := p_fill;
end;
rule "populate fill" p_at = p_fill ==> begin
  if pmd = 0 then life[p_table] := linked; pmd := p_table; else life[p_table] := free; end;
  p_at := p_pmd_unlock;
end;
rule "populate pmd_unlock" p_at = p_pmd_unlock ==> begin pml := 0; p_at := p_make; end;

ruleset f : Fault do
  ruleset s : Slot do
    rule "lookup" at[f] = lookup ==> begin
      slot[f] := s; in_rcu[f] := true;
      if pmd != 0 then table[f] := pmd; at[f] := peek; else at[f] := leave; end;
    end;
  end;
  rule "peek" at[f] = peek ==> begin orig[f] := entry[table[f]][slot[f]]; at[f] := lock_table; end;
  rule "lock_table" at[f] = lock_table & ptl[table[f]] = 0 ==> begin
    ptl[table[f]] := f; at[f] := pmd_same;
  end;
  rule "pmd_same" at[f] = pmd_same ==> begin
    if pmd != table[f] then at[f] := unlock_table; else at[f] := pte_same; end;
  end;
  rule "pte_same" at[f] = pte_same ==> begin
    if entry[table[f]][slot[f]] != orig[f] then at[f] := unlock_table; else at[f] := set_pte; end;
  end;
  ruleset v : 1..values do
    rule "set_pte" at[f] = set_pte ==> begin
      entry[table[f]][slot[f]] := v; at[f] := unlock_table;
    end;
  end;
  rule "unlock_table" at[f] = unlock_table ==> begin ptl[table[f]] := 0; at[f] := leave; end;
  rule "leave" at[f] = leave ==> begin
    in_rcu[f] := false; at[f] := lookup;
    for t : Table do waits[t][f] := false; end;
  end;
end;

rule "retract pmd_lock" r_at = r_pmd_lock & pml = 0 ==> begin
  pml := faults + 2; r_at := r_find;
end;
rule "retract find" r_at = r_find ==> begin
  if pmd != 0 then r_table := pmd; r_at := r_lock_table; else r_at := r_pmd_unlock; end;
end;
rule "retract lock_table" r_at = r_lock_table & ptl[r_table] = 0 ==> begin
  ptl[r_table] := faults + 2; r_at := r_clear;
end;
rule "retract clear" r_at = r_clear ==> begin
  for s : Slot do entry[r_table][s] := 0; end;
  r_at := r_cut;
end;
rule "retract cut" r_at = r_cut ==> begin
  life[r_table] := detached; pmd := 0; r_at := r_unlock_table;
end;
rule "retract unlock_table" r_at = r_unlock_table ==> begin
  ptl[r_table] := 0; r_at := r_free_table;
end;
rule "retract free_table" r_at = r_free_table ==> begin
  dying[r_table] := true; r_at := r_pmd_unlock;
  for f : Fault do waits[r_table][f] := in_rcu[f]; end;
end;
rule "retract pmd_unlock" r_at = r_pmd_unlock ==> begin pml := 0; r_at := r_pmd_lock; end;

invariant "detached is empty"
  forall t : Table do life[t] = detached -> forall s : Slot do entry[t][s] = 0 end end;
invariant "current" forall t : Table do life[t] = linked -> pmd = t end;
