// How the program becomes one file: src/cli/bundle.ts says why, and calls the function that it is.
// Packages that only some commands load stay outside.

import { readFileSync, rmSync } from "node:fs";
import { defineConfig } from "rolldown";

/** Text of ASCII only, which takes V8 half the memory, and is read sooner. */
const ascii = {
  name: "ascii",
  renderChunk: (code) =>
    code.replace(
      /[\u0080-\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
};

/** V8 tells texts apart by their length: what it kept of the bundle before goes first. */
const forgetful = {
  name: "forgetful",
  buildStart: () => rmSync("dist/cli/program.bundle.js.compiled", { force: true }),
};

/** What is in the bundle of other packages, under their licences. */
const licences = {
  name: "licences",
  generateBundle() {
    const folders = [...this.getModuleIds()].flatMap(
      (id) => /^.*[/]node_modules[/](@[^/]+[/])?[^/]+/.exec(id)?.[0] ?? [],
    );
    const source = [...new Set(folders)]
      .map((folder) => {
        const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
        return `${name} ${version}\n\n${readFileSync(`${folder}/LICENSE`, "utf8")}`;
      })
      .join("\n\n");
    this.emitFile({ type: "asset", fileName: "program.bundle.LICENSES", source });
  },
};

export default defineConfig({
  input: "dist/cli/program.js",
  platform: "node",
  external: ["ts-morph", "prettier"],
  plugins: [forgetful, ascii, licences],
  output: {
    dir: "dist/cli",
    entryFileNames: "program.bundle.js",
    format: "cjs",
    comments: false,
    codeSplitting: false,
    dynamicImportInCjs: false,
    postBanner: "(function (exports, require, module, __filename) {",
    postFooter: "})",
  },
});
