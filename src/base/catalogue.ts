// Every diagnostic there is: its code, how grave it is, and how its message follows from typed
// facts. The explanation and the example are what `lockwright explain CODE` prints.

import { featureEntries } from "./catalogue/feature.js";
import { lintEntries } from "./catalogue/lint.js";
import { moduleEntries } from "./catalogue/module.js";
import { nameEntries } from "./catalogue/name.js";
import { propertyEntries } from "./catalogue/property.js";
import { stepEntries } from "./catalogue/step.js";
import { syntaxEntries } from "./catalogue/syntax.js";
import { typeEntries } from "./catalogue/type.js";

export const catalogue = {
  ...syntaxEntries,
  ...nameEntries,
  ...moduleEntries,
  ...typeEntries,
  ...stepEntries,
  ...lintEntries,
  ...propertyEntries,
  ...featureEntries,
};

export type Code = keyof typeof catalogue;

/** What a report must say for this code. */
export type Facts<C extends Code> = Parameters<(typeof catalogue)[C]["message"]>[0];
