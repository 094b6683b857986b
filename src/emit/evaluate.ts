// From the text of a model to the model: runs the JavaScript that the emitter wrote, and nothing
// else.

import type { Model } from "../runtime/index.js";
import * as runtime from "../runtime/index.js";
import { runtimeName } from "./javascript.js";

/** The model that the text of a function body returns; see `javascriptOf`. */
export function evaluate(text: string): Model<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- The emitter wrote this text.
  const run = new Function(runtimeName, text);
  const model: unknown = Reflect.apply(run, undefined, [runtime]);
  if (!isModel(model)) throw new Error("the text of a model returns no model");
  return model;
}

function isModel(value: unknown): value is Model<unknown> {
  return typeof value === "object" && value !== null && "init" in value && "actions" in value;
}
