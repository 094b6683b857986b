// A spec of many lines as people write them: regions of memory, each with a table, its locks and
// guards, the processes that fill, walk and retract it, and what is meant to be true of it.

const head = `model long "Many regions of memory, each with a table of its own."

import x86.pte

type Slot = 0..1
const empty : Pte = Pte(0)
switch recheck : Bool = true
`;

const region = `
// Region @: a table under its pmd.
object Table_@ max 2 "The page table of region @."
  lock  ptl_@   : spinlock
  state entry_@ : Slot -> Pte = empty

lock mmap_@ : rwsem
lock pml_@  : spinlock
order mmap_@ > pml_@ > ptl_@
state
  pmd_@   : Table_@?
  total_@ : 0..3  // faults that stored something
guard Table_@.entry_@  write ptl_@  read ptl_@ or rcu
guard pmd_@            write pml_@  read any

fn blank_@(t: Table_@) : Bool = all s in Slot: pte_none(t.entry_@[s])

process Populate_@ "Links a table where there is none."
  var table : Table_@

  step make
    allocate t in Table_@
    table := t
  step pmd_lock  lock pml_@
  step fill
    if pmd_@ != none then free table else {
      link table
      pmd_@ := table
    }
  step pmd_unlock  unlock pml_@

process Fault_@ "Stores into the table, if it is still there."
  var table : Table_@
  var orig  : Pte = empty

  step mmap_read_lock  read lock mmap_@
  step lookup
    rcu_read_lock
    if pmd_@ is some(t) then table := t else goto leave
  step peek       orig := table.entry_@[0]
  step spin_lock  lock table.ptl_@
  step pmd_same only when recheck
    if pmd_@ != table then goto spin_unlock
  step pte_same
    if not pte_same(table.entry_@[0], orig) then goto spin_unlock
  step store
    table.entry_@[0] := orig with { accessed: true, dirty: true }
    if total_@ < 3 then total_@ := total_@ + 1
  step spin_unlock  unlock table.ptl_@
  step leave        rcu_read_unlock
  step mmap_unlock  unlock mmap_@

process Retract_@ "Takes the table away."
  var table : Table_@

  step mmap_lock  lock mmap_@
  step find
    if pmd_@ is some(t) then table := t else goto mmap_unlock
  step pmd_lock  lock pml_@
  step cut
    unlink table
    pmd_@ := none
  step pmd_unlock   unlock pml_@
  step release      call_rcu free table
  step mmap_unlock  unlock mmap_@

invariant current_@ "Only the table that the pmd points to is linked."
  all t in Table_@: linked(t) implies pmd_@ = t

reachable stored_@
  some t in Table_@: linked(t) and not blank_@(t)

rule linked_on_write_@ "A store finds its table linked."
  on     write t.entry_@[_]
  need   linked(t)
  unless new(t)

rule recheck_@ "Whoever locks the table looks at the pmd again."
  after  lock t.ptl_@ by p
  until  unlock t.ptl_@ by p
  before write t.entry_@[_] by p
  need   test pmd_@ = t by p

property ends_@
  all f in Fault_@: always (at(f, store) implies eventually ended(f))
`;

/** A spec of at least so many lines. */
export function longSpec(lines) {
  const each = region.split("\n").length - 1;
  const count = Math.ceil((lines - head.split("\n").length) / each);
  const regions = Array.from({ length: count }, (_, index) => region.replaceAll("@", `${index}`));
  return head + regions.join("");
}
