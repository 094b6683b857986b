// The emitter's door: a core becomes a TypeScript module to read, or a model to explore.

import type { Core } from "../core/core.js";
import type { Model } from "../runtime/model.js";
import { evaluate } from "./evaluate.js";
import { javascriptOf } from "./javascript.js";
import { readableKernel } from "./kernel/load.js";
import { buildModule } from "./model/build.js";
import { buildLibrary } from "./model/library.js";
import { formattedTypescript, typescriptOf } from "./typescript.js";

export interface GeneratedFile {
  /** The file's name; the folder is the caller's choice. */
  readonly path: string;
  readonly text: string;
}

/** The readable model of a core as TypeScript. `command` is what brings the file up to date. */
export async function emitModel(
  core: Core,
  specPath: string,
  command = "lockwright generate",
): Promise<GeneratedFile> {
  const banner = `Generated from ${specPath}. Do not edit: run \`${command}\`.`;
  return { path: fileName(core), text: await typescriptOf(buildModule(core), banner) };
}

/** The functions of a library as TypeScript, under the name of its module. */
export async function emitLibrary(core: Core, modulePath: string): Promise<GeneratedFile> {
  const banner = `Generated from ${modulePath}. Do not edit: run \`lockwright generate\`.`;
  const path = `${core.name.replaceAll(".", "-")}.ts`;
  return { path, text: await typescriptOf(buildLibrary(core), banner) };
}

/** The packed kernel of a core as TypeScript, or why it has none. */
export async function emitKernel(
  core: Core,
  specPath: string,
): Promise<
  | { readonly ok: true; readonly file: GeneratedFile }
  | { readonly ok: false; readonly reason: string }
> {
  const kernel = readableKernel(core);
  if (!kernel.ok) return kernel;
  const command = `lockwright generate --kernel ${specPath}`;
  const banner = `The packed kernel of ${specPath}. Do not edit: run \`${command}\`.`;
  const path = fileName(core).replace(/[.]ts$/, ".kernel.ts");
  return { ok: true, file: { path, text: await formattedTypescript(kernel.text, banner) } };
}

/** The readable model of a core, ready to be explored. */
export function loadModel(core: Core): Model<unknown> {
  return evaluate(javascriptOf(buildModule(core)));
}

/** `locked-page-table.ts`, and with a variant `locked-page-table.v6_4.ts`. */
function fileName({ name, variant }: Core): string {
  const kebab = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return variant === "default" ? `${kebab}.ts` : `${kebab}.${variant}.ts`;
}
