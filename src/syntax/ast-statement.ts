// Statements of steps, actions and initial states, as written.

import type { Binder, Expr, LockMode, Masked, Pattern } from "./ast-expression.js";
import type { Name, Node } from "./ast-node.js";
import type { Type } from "./ast-type.js";

export type SectionWord =
  "rcu_read_lock" | "rcu_read_unlock" | "irq_off" | "irq_on" | "bh_off" | "bh_on";

export type Statement =
  | (Node<"assign"> & { readonly target: Expr; readonly value: Expr })
  /** `all c in Cpu: cached[c] := false`. */
  | (Node<"assign-all"> & {
      readonly binders: readonly Binder[];
      readonly body: readonly Statement[];
    })
  | (Node<"if"> & {
      readonly condition: Expr;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
    })
  | (Node<"match"> & {
      readonly subject: Expr;
      readonly cases: readonly { readonly pattern: Pattern; readonly body: readonly Statement[] }[];
      readonly else: readonly Statement[] | undefined;
    })
  | (Node<"either"> & { readonly branches: readonly (readonly Statement[])[] })
  | (Node<"goto"> & { readonly step: Name })
  | Node<"stop">
  | Node<"skip">
  | (Node<"await"> & { readonly condition: Expr })
  | (Node<"pick"> & { readonly binders: readonly Binder[]; readonly condition: Expr | undefined })
  | (Node<"let"> & { readonly name: Name; readonly value: Expr })
  | (Node<"lock-take"> & {
      readonly lock: Expr;
      readonly mode: LockMode | undefined;
      readonly masked: Masked | undefined;
    })
  | (Node<"lock-release"> & {
      readonly lock: Expr;
      readonly ifHeld: boolean;
      readonly masked: Masked | undefined;
    })
  | (Node<"lock-downgrade"> & { readonly lock: Expr })
  | (Node<"seqcount"> & {
      readonly what: "write_begin" | "write_end" | "read_begin";
      readonly lock: Expr;
    })
  | (Node<"section"> & { readonly what: SectionWord })
  | (Node<"synchronize"> & { readonly what: "synchronize_rcu" | "synchronize_ipi" })
  /** `allocate t in Table`: binds `t` to some free object. */
  | (Node<"allocate"> & { readonly name: Name; readonly domain: Type })
  | (Node<"lifetime"> & {
      readonly what: "link" | "unlink" | "free" | "call_rcu";
      readonly object: Expr;
    })
  | (Node<"call"> & { readonly procedure: Name; readonly arguments: readonly Expr[] })
  | Node<"return">
  /** `fence`, `locked { ... }`; see `Later`. */
  | (Node<"later"> & { readonly feature: string });
