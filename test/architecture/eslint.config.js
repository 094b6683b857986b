// The lint rules of the house: what the types cannot hold, each ban with its reason.

import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the world is let in. Everything else in src/ is a function of its arguments. */
const rim = ["src/cli/**", "src/lsp/**", "src/web/**"];

const clock = "Exploration is a function of its input and its seed: the rim passes a time in.";
const chance = "Randomness comes from the seed, or a run cannot be repeated.";
const world = "The compiler reads strings and returns strings: the outside is the rim's business.";

export default defineConfig(
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        // A `default` over the many kinds of a tree is a decision; a kind forgotten is not.
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      eqeqeq: "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      "prefer-const": "error",

      // Numbers, booleans and bigints read well in a template; only objects do not.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Spec text is counted in code points, which is what spreading a string gives.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // A leading underscore says that a parameter is there for its position only.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: rim,
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Date", message: clock },
        { name: "performance", message: clock },
        { name: "crypto", message: chance },
        { name: "fetch", message: world },
        { name: "process", message: world },
        { name: "console", message: "Return a diagnostic or a report: the rim prints it." },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: chance,
        },
        { object: "globalThis", property: "process", message: world },
        { object: "globalThis", property: "console", message: world },
      ],
    },
  },
  {
    files: ["test/architecture/*.config.ts"],
    // The tools that read these files ask for a default export.
    rules: { "no-restricted-exports": "off" },
  },
);
