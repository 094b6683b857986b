// What of a spec is judged: a variant, and what the command line sets otherwise.

export interface Setting {
  readonly variant: string;
  /** `Task*2, Closer`, if other instances are run. */
  readonly run: string | undefined;
  /** `n = 4`. */
  readonly constants: readonly string[];
}

/** `default, run Task*2, n = 4`, for headings. */
export function settingText({ variant, run, constants }: Setting): string {
  return [variant, ...(run === undefined ? [] : [`run ${run}`]), ...constants].join(", ");
}

/** The options of the command line that say so again. */
export function settingOptions({ variant, run, constants }: Setting): string {
  return [
    `--variant ${variant}`,
    ...(run === undefined ? [] : [`--run '${run}'`]),
    ...constants.map((each) => `--const '${each}'`),
  ].join(" ");
}

/** The same in the JSON reports. */
export function settingJson({ variant, run, constants }: Setting): object {
  return { variant, run: run ?? null, constants };
}
