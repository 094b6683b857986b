// Words of C, the kernel, TLA+, PlusCal and Promela, and how the same is said in a spec: for those
// who know what they mean, and not yet what it is called here.

/** Where a word stands that means nothing there. */
export type WordPlace = "declaration" | "statement" | "type" | "function" | "value";

type Words = readonly (readonly [words: string, said: string])[];

const variable = "a variable is declared as in `state x : 0..3 = 0`";
const lock = "a lock is declared as in `lock l : mutex`";
const claim = "what is meant to be true is an `invariant`, a `rule` or a `property`";
const loop = "a loop is a `goto` back to the step it begins with";

/** In each row, words that one answer fits. */
const tables: Readonly<Record<WordPlace, Words>> = {
  declaration: [
    ["int bool bit byte short long unsigned char VARIABLE VARIABLES variable variables", variable],
    ["CONSTANT CONSTANTS constant define", "a constant is declared as in `const n = 3`"],
    ["enum mtype typedef", "an enumeration is declared as in `type T = a | b`"],
    [
      "struct record class",
      "a record type is declared as in `type T = { x: Bool }`, and what is allocated and freed " +
        "as in `object T max 2`",
    ],
    [
      "proctype active thread task algorithm",
      "what runs is declared as in `process P`, with its steps below",
    ],
    ["mutex spinlock semaphore rwlock rwsem seqcount spinlock_t rw_semaphore", lock],
    [
      "function def func fun inline macro pure void static",
      "a function of values is declared as in `fn f(x: T) : Bool = e`, steps that several " +
        "processes take as in `procedure p()`",
    ],
    ["chan channel", "messages are kept in a variable: `state sent : seq of Message max 2`"],
    ["Next", "each way to go on is an `action`"],
    ["Spec", "nothing joins the declarations; `fair` before an action or step says what goes on"],
    ["EXTENDS INSTANCE include use open require", "`import` brings in the declarations of a file"],
    ["ASSUME THEOREM assert ltl claim always eventually", claim],
    [
      "while for do if atomic d_step await goto unlock",
      "a statement belongs to a step of a process, or to an action",
    ],
  ],
  statement: [
    ["while do loop", loop],
    ["for foreach", "write `all x in D: ...` to assign for every value, or `goto` a step to loop"],
    ["assert", "write an `invariant`, or a `rule` about an event"],
    ["assume when", "write `await C` at the start of the step to wait for a condition"],
    ["break", "write `goto` and the step that comes next"],
    ["continue", "write `goto` and the step to go on with"],
    ["begin atomic d_step", "a step is atomic; several statements of a branch stand in `{ }`"],
    ["end endif endwhile fi od done", "a branch of several statements stands in `{ }`"],
    ["elif elsif elseif", "write `else if`"],
    ["switch case", "write `match e { case p then S }`"],
    ["wait", "write `await`"],
    ["with", "write `pick x in D`"],
    ["UNCHANGED", "what a step does not assign stays as it is"],
    ["print printf printk", "a trace shows every change by itself"],
    ["spin_lock raw_spin_lock mutex_lock down_write write_lock down", "write `lock l`"],
    ["down_read read_lock", "write `read lock l`"],
    [
      "spin_unlock raw_spin_unlock mutex_unlock up_write up_read write_unlock read_unlock up",
      "write `unlock l`",
    ],
    ["downgrade_write", "write `downgrade l`"],
    [
      "spin_trylock mutex_trylock down_write_trylock down_read_trylock",
      "write `if trylock l then S else S`",
    ],
    ["spin_lock_irq spin_lock_irqsave", "write `lock irq l`"],
    ["spin_unlock_irq spin_unlock_irqrestore", "write `unlock irq l`"],
    ["spin_lock_bh", "write `lock bh l`"],
    ["spin_unlock_bh", "write `unlock bh l`"],
    ["spin_lock_nested mutex_lock_nested", "write `lock l`, and an `order` of the class"],
    ["local_irq_disable local_irq_save", "write `irq_off`"],
    ["local_irq_enable local_irq_restore", "write `irq_on`"],
    ["local_bh_disable", "write `bh_off`"],
    ["local_bh_enable", "write `bh_on`"],
    ["kmalloc kzalloc malloc new", "write `allocate t in T`"],
    ["kfree delete", "write `free t`"],
    ["kfree_rcu", "write `call_rcu free t`"],
    ["WRITE_ONCE", "write `write_once(x) := e`"],
  ],
  type: [
    [
      "int Int Integer integer Nat uint unsigned long short byte u8 u16 u32 u64 number",
      "the type of an integer is its range, such as `0..3`",
    ],
    ["BOOLEAN Boolean boolean bit", "write `Bool`"],
    ["string String STRING char", "a value with a name is a case of an enumeration: `a | b`"],
  ],
  function: [
    ["Cardinality card", "write `size(s)`"],
    ["SUBSET powerset", "write `subsets(s)`"],
    ["length length_of strlen", "write `len(q)`"],
    ["forall Forall", "write `all x in D: p`"],
    ["exists Exists", "write `some x in D: p`"],
    ["CHOOSE", "write `choose x in D: p`"],
    ["READ_ONCE", "write `read_once(x)`"],
  ],
  value: [
    ["NULL null nil nullptr None undefined", "write `none`"],
    ["this pid _pid", "write `self`"],
    ["forall", "write `all x in D: p`"],
    ["exists", "write `some x in D: p`"],
    ["BOOLEAN", "write `Bool`"],
    ["DOMAIN", "the keys of a map are the values of its key type, by its name"],
    ["SUBSET", "write `subsets(s)`"],
    ["UNION", "write `{ v for k in s, v in k }`"],
    ["EXCEPT", "write `f with { [k]: v }`"],
    ["CHOOSE", "write `choose x in D: p`"],
    ["LET", "write `let x = e: body`"],
    ["IF", "write `if c then a else b`"],
    ["CASE", "write `match`, or `if c then a else b`"],
    ["always eventually", "write a `property` to speak of behaviours"],
    ["return", "a function is its expression, without `return`"],
  ],
};

/** How what a word of another language means is said here, if it is one that we know. */
export function saidHere(place: WordPlace, word: string): string | undefined {
  return tables[place].find(([words]) => words.split(" ").includes(word))?.[1];
}
