// From the text of a model to the model: runs the JavaScript that the emitter wrote, and nothing
// else.

import { runWritten } from "../base/written.js";
import type { Model } from "../runtime/index.js";
import * as runtime from "../runtime/index.js";
import { runtimeName } from "./javascript.js";

/** The model that the text of a function body returns; see `javascriptOf`. */
export function evaluate(text: string): Model<unknown> {
  const model = runWritten(text, { [runtimeName]: runtime });
  if (!isModel(model)) throw new Error("the text of a model returns no model");
  return model;
}

function isModel(value: unknown): value is Model<unknown> {
  return typeof value === "object" && value !== null && "init" in value && "actions" in value;
}
